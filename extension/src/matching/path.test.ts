// @vitest-environment node
import { expect, test } from 'vitest';

import type { Json } from '../context/model.ts';
import { find, steps } from './path.ts';

test.each<[string, readonly string[] | null]>([
  ['page.repository', ['page', 'repository']],
  ['a[0].b', ['a', '0', 'b']],
  [`tags["cost-centre"]['a.b']`, ['tags', 'cost-centre', 'a.b']],
  ['[0]', ['0']],
  ['__proto__', ['__proto__']],
  ['', null],
  ['.a', null],
  ['a.', null],
  ['a b', null],
  ['a[b]', null],
  ['a["b\\"]', null],
])('%s', (path, expected) => {
  expect(steps(path)).toEqual(expected);
});

test.each<[string, Json, readonly string[], Json | undefined]>([
  ['a member', { a: { b: null } }, ['a', 'b'], null],
  ['an element', { a: [1, 2] }, ['a', '1'], 2],
  ['an element by a number that JavaScript would not print', [1, 2], ['01'], undefined],
  ['the length of a list', [1, 2], ['length'], undefined],
  ['a character of a text', 'abc', ['0'], undefined],
  ['what every object inherits', {}, ['__proto__'], undefined],
  ['the same name as an own member', JSON.parse('{"__proto__": 1}') as Json, ['__proto__'], 1],
])('%s', (_what, value, path, expected) => {
  expect(find(value, path)).toBe(expected);
});
