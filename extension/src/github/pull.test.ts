import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { gitHubPage } from './page.fixture.ts';
import { pull } from './pull.ts';

test.each([
  ['/acme/shop/pulls', { name: 'pulls' }],
  ['/acme/shop/pulls/rosa', { name: 'pulls' }],
  ['/acme/shop/pull/12', { name: 'pulls', pull: '12', subsection: 'conversation' }],
  ['/acme/shop/pull/12/files', { name: 'pulls', pull: '12', subsection: 'files' }],
  ['/acme/shop/pull/12/changes/abc..def', { name: 'pulls', pull: '12', subsection: 'files' }],
  ['/acme/shop/pull/12/commits', { name: 'pulls', pull: '12', subsection: 'commits' }],
  ['/acme/shop/pull/12/commits/5e9a3a1', { name: 'pulls', pull: '12', subsection: 'commits', hash: '5e9a3a1' }],
  ['/acme/shop/pull/12/checks', { name: 'pulls', pull: '12', subsection: 'checks' }],
  ['/acme/shop/pull/12/toString', { name: 'pulls', pull: '12', subsection: 'conversation' }],
])('%s', (path, section) => {
  expect(merge(pull(gitHubPage(path)))).toEqual({ page: { section } });
});

test.each(['/pulls', '/acme/pull/1', '/acme/shop/issues/7'])('%s is none', (path) => {
  expect(pull(gitHubPage(path))).toBeNull();
});
