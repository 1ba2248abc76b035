import { expect, test } from 'vitest';

import { gitHubPage } from './page.fixture.ts';
import { below, routeOf, type Route } from './route.ts';

const SHOP = { kind: 'repository', owner: 'acme', name: 'shop' } as const;

test.each<[string, Route]>([
  ['/acme/shop', { ...SHOP, rest: [] }],
  ['/acme/shop/', { ...SHOP, rest: [] }],
  ['//acme//shop/tree/main', { ...SHOP, rest: ['tree', 'main'] }],
  ['/acme/shop/blob/main/a%20b/%23c', { ...SHOP, rest: ['blob', 'main', 'a b', '#c'] }],
  ['/Rosa_acme/my.shop-2', { kind: 'repository', owner: 'Rosa_acme', name: 'my.shop-2', rest: [] }],
  ['/acme', { kind: 'profile', owner: 'acme', rest: null }],
  ['/orgs/acme/people', { kind: 'profile', owner: 'acme', rest: ['people'] }],
  ['/orgs/acme', { kind: 'profile', owner: 'acme', rest: [] }],
  ['/', { kind: 'other' }],
  ['/orgs', { kind: 'other' }],
  ['/settings/profile', { kind: 'other' }],
  ['/Marketplace/actions', { kind: 'other' }],
  ['/notifications', { kind: 'other' }],
  ['/organizations/acme/settings', { kind: 'other' }],
  ['/codespaces/new', { kind: 'other' }],
  ['/-x/shop', { kind: 'other' }],
  ['/acme/sh%2Fop', { kind: 'other' }],
])('%s', (path, route) => {
  expect(routeOf(new URL(`https://github.com${path}`))).toEqual(route);
});

test('the host says nothing: GitHub Enterprise has the same paths', () => {
  expect(routeOf(new URL('https://git.corp.example/acme/shop'))).toEqual({ ...SHOP, rest: [] });
});

test('what is below a word', () => {
  expect(below(gitHubPage('/acme/shop/pull/7/files'), 'pulls', 'pull')).toEqual(['7', 'files']);
  expect(below(gitHubPage('/acme/shop/pulls'), 'pull')).toBeNull();
  expect(below(gitHubPage('/acme/shop'), 'pull')).toBeNull();
  expect(below(gitHubPage('/pull/shop/pull'), 'tree')).toBeNull();
});
