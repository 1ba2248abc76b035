import { expect, test } from 'vitest';

import { gitHubPage } from './page.fixture.ts';
import { user } from './user.ts';

test.each([
  ['somebody', '<meta name="user-login" content="rosa"><p data-login="someone-else"></p>', 'rosa'],
  ['nobody', '<meta name="user-login" content=""><p data-login="someone-else"></p>', undefined],
  ['somebody, on an older server', '<header><button data-login="rosa"></button></header>', 'rosa'],
  ['no word of it', '<p>rosa</p>', undefined],
])('%s', (_what, html, name) => {
  expect(user(gitHubPage('/', html))).toEqual(name === undefined ? null : { global: { user: name } });
});
