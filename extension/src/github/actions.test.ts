import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { actions } from './actions.ts';
import { gitHubPage } from './page.fixture.ts';

const RUN = '<main><a href="/acme/shop/actions">All</a><a href="/acme/shop/actions/workflows/ci.yml?q=1">CI</a></main>';

test.each([
  ['the list', '/acme/shop/actions', '', {}],
  ['a workflow', '/acme/shop/actions/workflows/ci.yml', '', { workflow: 'ci.yml' }],
  ['a run', '/acme/shop/actions/runs/77', RUN, { run: '77', workflow: 'ci.yml' }],
  ['a run whose page names no workflow', '/acme/shop/actions/runs/77', '<main></main>', { run: '77' }],
  ['a job', '/acme/shop/actions/runs/77/job/5', RUN, { run: '77', job: '5', workflow: 'ci.yml' }],
  ['a job of a second attempt', '/acme/shop/actions/runs/77/attempts/2/job/5', '', { run: '77', job: '5' }],
  ['a new workflow', '/acme/shop/actions/new', '', {}],
])('%s', (_what, path, html, section) => {
  expect(merge(actions(gitHubPage(path, html)))).toEqual({ page: { section: { name: 'actions', ...section } } });
});

test('another page is none', () => {
  expect(actions(gitHubPage('/acme/shop/tree/actions'))).toBeNull();
});
