import { expect, test } from 'vitest';

import { github } from './github.ts';
import { gitHubPage } from './page.fixture.ts';

const USER = '<meta name="user-login" content="rosa">';

test.each([
  [
    '/acme/shop/blob/main/src/cart.ts?plain=1#L10-L20',
    {
      type: 'github',
      url: 'https://github.com/acme/shop/blob/main/src/cart.ts?plain=1',
      global: { user: 'rosa' },
      page: {
        name: 'repository',
        repository: 'acme/shop',
        section: { name: 'code', subsection: 'blob', hash: 'main', resource: 'src/cart.ts' },
      },
    },
  ],
  [
    '/acme/shop/pull/12/files',
    {
      type: 'github',
      url: 'https://github.com/acme/shop/pull/12/files',
      global: { user: 'rosa' },
      page: {
        name: 'repository',
        repository: 'acme/shop',
        section: { name: 'pulls', pull: '12', subsection: 'files' },
      },
    },
  ],
  [
    '/settings/tokens?token=abc',
    { type: 'github', url: 'https://github.com/settings/tokens?token=', global: { user: 'rosa' } },
  ],
])('%s', (path, context) => {
  expect(github.read(gitHubPage(path, USER))).toEqual(context);
});

test('a GitHub Enterprise server', () => {
  expect(github.read(gitHubPage('/acme/shop/issues/7', '', 'https://git.corp.example'))).toEqual({
    type: 'github',
    url: 'https://git.corp.example/acme/shop/issues/7',
    page: { name: 'repository', repository: 'acme/shop', section: { name: 'issues', issue: '7' } },
  });
});

test('what the page writes, titles, code and comments, is not told', () => {
  const html = `${USER}<title>Secret plan</title><main><h1>Secret plan</h1><textarea>Secret plan</textarea></main>`;
  expect(JSON.stringify(github.read(gitHubPage('/acme/shop/issues/7', html)))).not.toContain('Secret plan');
});
