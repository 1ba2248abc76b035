import { expect, test } from 'vitest';

import { gitHubPage } from './page.fixture.ts';
import { section } from './section.ts';

test.each([
  ['/acme/shop/settings/access', 'settings'],
  ['/acme/shop/deployments', 'deployments'],
  ['/acme/shop/wiki/Home', 'wiki'],
  ['/acme/shop/compare/main...fix', 'compare'],
])('%s', (path, name) => {
  expect(section(gitHubPage(path))).toEqual({ page: { section: { name } } });
});

test.each(['/acme/shop', '/acme/shop/pulls', '/acme/shop/whatever', '/acme/settings'])('%s has none', (path) => {
  expect(section(gitHubPage(path))).toBeNull();
});
