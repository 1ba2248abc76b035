import { expect, test } from 'vitest';

import { gitHubPage } from './page.fixture.ts';
import { repository } from './repository.ts';

test.each(['/acme/shop', '/acme/shop/pulls', '/acme/shop/anything/new'])('%s is a page of the repository', (path) => {
  expect(repository(gitHubPage(path))).toEqual({ page: { name: 'repository', repository: 'acme/shop' } });
});

test('the spelling of the address is kept', () => {
  expect(repository(gitHubPage('/Acme/Shop'))).toEqual({ page: { name: 'repository', repository: 'Acme/Shop' } });
});

test.each(['/', '/acme', '/settings/profile', '/orgs/acme/repositories'])('%s is none', (path) => {
  expect(repository(gitHubPage(path))).toBeNull();
});
