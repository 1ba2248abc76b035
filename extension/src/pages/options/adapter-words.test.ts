import { expect, it } from 'vitest';

import type { AdapterDefinition } from '../../declared/model.ts';
import { differences, readings, shortDigest } from './adapter-words.ts';

const JIRA: AdapterDefinition = {
  file: 'jira.adapter.yml',
  name: 'jira',
  description: 'Issues',
  hosts: ['jira.example.com'],
  values: { 'page.name': { select: 'h1 a:first-child' } },
  pages: [{ path: '/browse/:issue', values: { 'page.section.issue': { group: 'issue' } } }],
};

it('says what is read, path by path', () => {
  expect(readings(JIRA)).toContainEqual({ path: 'page.name', source: 'text of h1 a:first-child' });
  expect(readings(JIRA)).toContainEqual({ path: 'url', source: 'the address of the page' });
});

it('says what is new and what is gone, sites first', () => {
  const now = { ...JIRA, hosts: ['jira.example.com', '*.corp.example'], values: { 'global.user': { select: '#me' } } };
  expect(differences(JIRA, now)).toEqual([
    { kind: 'added', text: '*.corp.example' },
    { kind: 'added', text: 'global.user: text of #me' },
    { kind: 'gone', text: 'page.name: text of h1 a:first-child' },
  ]);
});

it('has nothing to say of the same', () => {
  expect(differences(JIRA, { ...JIRA, description: 'other words' })).toEqual([]);
});

it('shortens a digest to what an eye compares', () => {
  expect(shortDigest('9f86d081884c7d659a2feaa0c55ad015')).toBe('9f86 d081 884c');
});
