import { describe, expect, it } from 'vitest';

import type { Failure } from './events.ts';
import { ago, inTime, troubleOf, wordsFor } from './words.ts';

const server = 'https://skerry.example/base';

const CASES: { failure: Failure; title: RegExp; remedies: string[]; detail?: RegExp; again?: number }[] = [
  { failure: { kind: 'unset' }, title: /no server/i, remedies: ['Set up'] },
  { failure: { kind: 'token-missing' }, title: /token/i, remedies: ['Add the token'] },
  {
    failure: { kind: 'permission', origin: 'https://skerry.example' },
    title: /browser .* skerry\.example/,
    remedies: ['Give access'],
  },
  {
    failure: { kind: 'unreachable', server },
    title: /reach skerry\.example/,
    detail: /did not answer, or .* certificate/,
    remedies: ['Open its address', 'Retry', 'Open settings'],
  },
  {
    failure: { kind: 'certificate', server, code: 'net::ERR_CERT_AUTHORITY_INVALID' },
    title: /certificate of skerry\.example/,
    detail: /ERR_CERT_AUTHORITY_INVALID/,
    remedies: ['See the certificate', 'Retry'],
  },
  { failure: { kind: 'timeout', server, seconds: 25 }, title: /in 25 s/, remedies: ['Retry'] },
  {
    failure: { kind: 'unauthorized', message: 'Invalid token' },
    title: /token/,
    detail: /Invalid token/,
    remedies: ['Open settings', 'Retry'],
  },
  { failure: { kind: 'limited', seconds: 42 }, title: /too many/i, remedies: ['Retry now'], again: 42 },
  { failure: { kind: 'full', seconds: 0 }, title: /busy/, remedies: ['Retry now'], again: 1 },
  {
    failure: { kind: 'refused', status: 400, message: 'url: Required', requestId: 'abc' },
    title: /refuses .*400/,
    detail: /url: Required.*abc/,
    remedies: ['Retry', 'Open settings'],
  },
  {
    failure: { kind: 'refused', status: 404, message: 'Not found' },
    title: /no Skerry .*404/,
    detail: /does not know the path.*Not found/,
    remedies: ['Open settings', 'Retry'],
  },
  {
    failure: { kind: 'broken', status: 500, message: 'Internal server error' },
    title: /failed .*500/,
    remedies: ['Retry'],
  },
  { failure: { kind: 'strange', message: 'HTML' }, title: /no answer/, remedies: ['Open settings', 'Retry'] },
  { failure: { kind: 'cut', message: '' }, title: /broke off/, remedies: ['Retry'] },
];

describe('wordsFor', () => {
  it.each(CASES)(
    '$failure.kind has its own words and its own remedy',
    ({ failure, title, detail, remedies, again }) => {
      const words = wordsFor(failure);
      expect(words.title).toMatch(title);
      expect(words.title.length).toBeLessThan(80);
      if (detail) expect(words.detail).toMatch(detail);
      expect(words.remedies.map((remedy) => remedy.label)).toEqual(remedies);
      expect(words.again).toBe(again ?? null);
    },
  );

  it('no two sound the same', () => {
    const titles = CASES.map(({ failure }) => wordsFor(failure).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each<[string, Failure]>([
    ['that the browser says is down', { kind: 'unreachable', server, code: 'net::ERR_CONNECTION_REFUSED' }],
    ['without a certificate', { kind: 'unreachable', server: 'http://127.0.0.1:3000' }],
  ])('a server %s is not suspected for its certificate', (_, failure) => {
    const { detail, remedies } = wordsFor(failure);
    expect(detail).not.toMatch(/certificate/);
    if ('code' in failure) expect(detail).toContain('net::ERR_CONNECTION_REFUSED');
    expect(remedies.map((remedy) => remedy.label)).toEqual(['Retry', 'Open settings']);
  });

  it('somebody else’s message has an end', () => {
    expect(wordsFor({ kind: 'strange', message: 'x'.repeat(10_000) }).detail.length).toBeLessThan(400);
  });

  it.each(['javascript:alert(1)', 'data:text/html,1', 'nonsense'])('no tab is opened at %j', (given) => {
    const words = wordsFor({ kind: 'certificate', server: given, code: 'x' });
    expect(words.remedies.map((remedy) => remedy.kind)).toEqual(['retry']);
  });
});

it.each([
  [0, '0 s'],
  [0.2, '1 s'],
  [59, '59 s'],
  [99, '99 s'],
  [120, '2 min'],
  [121, '3 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(inTime(seconds)).toBe(words);
});

it.each([
  [-5, 'less than a minute ago'],
  [59_000, 'less than a minute ago'],
  [60_000, 'a minute ago'],
  [5 * 60_000, '5 minutes ago'],
  [3_600_000, 'an hour ago'],
  [7_200_000, '2 hours ago'],
  [86_400_000, 'yesterday'],
  [3 * 86_400_000, '3 days ago'],
])('%d ms are %s', (ms, words) => {
  expect(ago(ms)).toBe(words);
});

it.each([
  ['costs', 'TypeError: x', 'costs failed', 'TypeError: x'],
  ['costs', 'costs: TypeError: x', 'costs failed', 'TypeError: x'],
  [null, 'gone', 'An integration failed', 'gone'],
  ['costs', ' ', 'costs failed', 'It did not say why.'],
])('%j with %j', (integration, error, title, why) => {
  expect(troubleOf({ integration, rank: 0, items: [], error })).toEqual({ title, why });
});
