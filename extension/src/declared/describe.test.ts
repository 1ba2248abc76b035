import { expect, it } from 'vitest';
import { describeAdapter, originsOf } from './describe.ts';
import type { AdapterDefinition } from './model.ts';

const ADAPTER: AdapterDefinition = {
  file: 'tracker.adapter.yml',
  name: 'tracker',
  description: 'Issues of a tracker',
  hosts: ['tracker.example.com', '*.corp.example'],
  values: { 'page.user': { select: 'nav a', attribute: 'data-login' } },
  pages: [
    {
      path: '/browse/:issue',
      values: {
        'page.name': { text: 'issue' },
        'page.issue': { group: 'issue' },
        'page.title': { select: 'h1.title' },
      },
    },
    { path: '/b/:issue', values: { 'page.name': { text: 'issue' }, 'page.issue': { group: 'issue' } } },
    { path: '/board', values: { 'page.name': { text: 'board' }, 'page.title': { select: 'h2' } } },
  ],
};

it('tells each value once, with everywhere it may come from', () => {
  expect(describeAdapter(ADAPTER)).toEqual([
    'url: the address of the page',
    'page.user: attribute data-login of nav a',
    'page.name: "issue", or "board"',
    'page.issue: from the address',
    'page.title: text of h1.title, or text of h2',
  ]);
});

it('asks for the hosts of the adapter and no other', () => {
  expect(originsOf(ADAPTER)).toEqual(['https://tracker.example.com/*', 'https://*.corp.example/*']);
});
