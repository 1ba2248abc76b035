import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { gitHubPage } from './page.fixture.ts';
import { profile } from './profile.ts';

const ORGANISATION = '<nav><a id="repositories-tab">Repositories</a><a id="people-tab">People</a></nav>';

test.each([
  ['a person', '/rosa', '', { username: 'rosa', section: { name: 'overview' } }],
  ['a tab', '/rosa?tab=repositories', '', { username: 'rosa', section: { name: 'repositories' } }],
  ['a strange tab', '/rosa?tab=<b>', '', { username: 'rosa', section: {} }],
  ['an organisation', '/acme', ORGANISATION, { username: 'acme', isOrg: 'true', section: { name: 'overview' } }],
  ['its people', '/orgs/acme/people', '', { username: 'acme', isOrg: 'true', section: { name: 'people' } }],
])('%s', (_what, path, html, page) => {
  expect(merge(profile(gitHubPage(path, html)))).toEqual({ page: { name: 'profile', ...page } });
});

test.each(['/', '/acme/shop', '/settings'])('%s is none', (path) => {
  expect(profile(gitHubPage(path))).toBeNull();
});
