import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { issue } from './issue.ts';
import { gitHubPage } from './page.fixture.ts';

test.each([
  ['/acme/shop/issues', { name: 'issues' }],
  ['/acme/shop/issues/7', { name: 'issues', issue: '7' }],
  ['/acme/shop/issues/new/choose', { name: 'issues' }],
  ['/acme/shop/issues/rosa', { name: 'issues' }],
])('%s', (path, section) => {
  expect(merge(issue(gitHubPage(path)))).toEqual({ page: { section } });
});

test.each(['/issues', '/acme/issues', '/acme/shop/pull/7'])('%s is none', (path) => {
  expect(issue(gitHubPage(path))).toBeNull();
});
