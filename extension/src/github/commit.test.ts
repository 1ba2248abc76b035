import { expect, test } from 'vitest';

import { commit } from './commit.ts';
import { gitHubPage } from './page.fixture.ts';

test.each(['/acme/shop/commit/5e9a3a1', '/acme/shop/commit/5e9a3a1/checks'])('%s', (path) => {
  expect(commit(gitHubPage(path))).toEqual({ page: { section: { name: 'commit', resource: '', hash: '5e9a3a1' } } });
});

test.each(['/acme/shop/commits/main', '/acme/shop/commit', '/acme/commit'])('%s is none', (path) => {
  expect(commit(gitHubPage(path))).toBeNull();
});
