import { expect, it } from 'vitest';

import { MAX_CONTEXT, readQuestion } from './question.ts';

const ORIGIN = 'https://github.com';
const CONTEXT = { type: 'github', url: 'https://github.com/acme/shop', page: { repository: 'acme/shop' } };

it('is taken from a page of the origin that it names', () => {
  expect(readQuestion({ context: CONTEXT }, ORIGIN)).toEqual({ context: CONTEXT, json: JSON.stringify(CONTEXT) });
});

it.each([
  'https://github.com.evil.example/acme/shop',
  'https://evil.example/https://github.com/',
  'https://github.com@evil.example/',
  'http://github.com/acme/shop',
  'https://github.com:8443/acme/shop',
  'https://gist.github.com/acme',
  'no address',
  '',
])('is refused to a page of github.com where it names %j', (url) => {
  const problem = 'the page asked for a page of another site';
  expect(readQuestion({ context: { ...CONTEXT, url } }, ORIGIN)).toEqual({ problem });
});

it.each([
  null,
  7,
  'text',
  {},
  { context: null },
  { context: [] },
  { context: { type: 'github' } },
  { context: { ...CONTEXT, type: 1 } },
])('is none: %j', (message) => {
  expect(readQuestion(message, ORIGIN)).toEqual({ problem: 'the page asked without a context' });
});

it('is refused where the server would not take it, counted in bytes', () => {
  const room = MAX_CONTEXT - JSON.stringify({ ...CONTEXT, more: '' }).length;
  const ask = (more: string) => readQuestion({ context: { ...CONTEXT, more } }, ORIGIN);
  expect(ask('a'.repeat(room))).toHaveProperty('json');
  expect(ask('a'.repeat(room + 1))).toHaveProperty('problem');
  expect(ask('ä'.repeat(room / 2 + 1))).toHaveProperty('problem');
});
