import { expect, it } from 'vitest';
import { digestOf } from './digest.ts';
import type { AdapterDefinition } from './model.ts';

const ADAPTER: AdapterDefinition = {
  file: 'tracker.adapter.yml',
  name: 'tracker',
  description: 'Issues of a tracker',
  hosts: ['a.example.com', 'b.example.com'],
  values: { 'page.tool': { text: 'tracker' }, 'page.site': { text: 'x' } },
  pages: [{ path: '/browse/:issue', search: null, hash: null, values: { 'page.issue': { group: 'issue' } } }],
};

it('is the same for the same definition, in whatever order its keys came', async () => {
  const { pages, values, ...rest } = ADAPTER;
  const turned = { pages, values: Object.fromEntries(Object.entries(values).reverse()), ...rest };
  expect(await digestOf(turned)).toBe(await digestOf(ADAPTER));
  expect(await digestOf(ADAPTER)).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[string, Partial<AdapterDefinition>]>([
  ['file', { file: 'other.adapter.yml' }],
  ['description', { description: 'Issues' }],
  ['a host', { hosts: ['a.example.com', '*.example.com'] }],
  ['the order of pages or hosts', { hosts: ['b.example.com', 'a.example.com'] }],
  ['a value', { values: { 'page.tool': { text: 'tracker' }, 'page.site': { select: 'h1' } } }],
  ['a page', { pages: [] }],
])('is another when %s changes', async (_, change) => {
  expect(await digestOf({ ...ADAPTER, ...change })).not.toBe(await digestOf(ADAPTER));
});
