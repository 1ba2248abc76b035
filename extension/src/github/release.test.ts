import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { gitHubPage } from './page.fixture.ts';
import { release } from './release.ts';

test.each([
  ['/acme/shop/releases', {}],
  ['/acme/shop/releases/latest', {}],
  ['/acme/shop/releases/new', {}],
  ['/acme/shop/releases/tag/v1.2.0', { release: 'v1.2.0' }],
  ['/acme/shop/releases/tag/mail/v1%2B2', { release: 'mail/v1+2' }],
  ['/acme/shop/releases/edit/v1', { release: 'v1' }],
])('%s', (path, section) => {
  expect(merge(release(gitHubPage(path)))).toEqual({ page: { section: { name: 'releases', ...section } } });
});

test('another page is none', () => {
  expect(release(gitHubPage('/acme/shop'))).toBeNull();
});
