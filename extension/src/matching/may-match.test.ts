// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import type { PageContext } from '../context/model.ts';
import type { MatchRule } from '../wire/types.ts';
import { mayMatch } from './may-match.ts';

interface Case {
  readonly what: string;
  readonly rules: readonly MatchRule[];
  readonly context: PageContext;
  readonly may: boolean;
}

// The server's tests read the same table.
const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../tests/match_cases.json'), 'utf8'),
) as readonly Case[];

test.each(CASES.map((one) => [one.what, one] as const))('%s', (_what, { rules, context, may }) => {
  expect(mayMatch(context, rules)).toBe(may);
});

const SHOP: PageContext = { type: 'github', url: 'https://github.com/acme/shop', page: { repository: 'acme/shop' } };

function rule(context: Record<string, unknown>, type = 'github'): MatchRule {
  return { type, context } as MatchRule;
}

test('a server that tells no rules may match everything; one that tells an empty list, nothing', () => {
  expect(mayMatch(SHOP, null)).toBe(true);
  expect(mayMatch(SHOP, [])).toBe(false);
});

test.each([
  ['an operator that is not known', { 'page.repository': { like: 'x' } }],
  ['a path that cannot be read', { 'page..x': { exists: true } }],
  ['a value of a kind that is not known', { 'page.repository': { equals: { a: 1 } } }],
  ['a list that is none', { 'page.repository': { in: 'acme' } }],
  ['a prefix that is no text', { 'page.repository': { startsWith: 1 } }],
])('%s may hold', (_what, context) => {
  expect(mayMatch(SHOP, [rule(context)])).toBe(true);
});

test('what is not known does not help the other conditions', () => {
  expect(mayMatch(SHOP, [rule({ 'page.repository': { like: 'x', equals: 'other/tool' } })])).toBe(false);
});

describe('before there is a document', () => {
  const open = ['global', 'page.section.hash'];

  test.each<[string, Record<string, unknown>, boolean]>([
    ['an open path', { 'page.section.hash': { equals: 'main' } }, true],
    ['what is below an open path', { 'global.user': { equals: 'rosa' } }, true],
    ['what is above an open path', { 'page.section': { exists: true } }, true],
    [
      'an open path with another condition that fails',
      { global: { exists: true }, 'page.issue': { exists: true } },
      false,
    ],
    ['a path that the address decides', { 'page.repository': { startsWith: 'other/' } }, false],
    ['a name that only begins like an open path', { globals: { exists: true } }, false],
  ])('%s', (_what, context, may) => {
    expect(mayMatch(SHOP, [rule(context)], open)).toBe(may);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['everything', { 'ticket.key': { exists: true } }, true],
    ['but not the address', { url: { startsWith: 'https://other.example/' } }, false],
  ])('where the document decides %s', (_what, context, may) => {
    expect(mayMatch(SHOP, [rule(context)], [''])).toBe(may);
  });
});
