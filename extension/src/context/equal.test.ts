// @vitest-environment node
import { expect, test } from 'vitest';

import { equal } from './equal.ts';
import type { Json } from './model.ts';

test.each<[string, Json, Json, boolean]>([
  ['the same texts', 'a', 'a', true],
  ['null and an object', null, {}, false],
  ['members in another order', { a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 }, true],
  ['one member more', { a: 1 }, { a: 1, b: 2 }, false],
  ['another name', { a: 1 }, { b: 1 }, false],
  ['a list and an object', [], {}, false],
  ['a list in another order', [1, 2], [2, 1], false],
  ['what is only inherited', { toString: 1 }, { valueOf: 1 }, false],
])('%s', (_what, a, b, same) => {
  expect(equal(a, b)).toBe(same);
});
