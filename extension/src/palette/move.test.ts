import { expect, it } from 'vitest';
import { move } from './move.ts';

it.each<readonly [string, number, number, number | null]>([
  ['ArrowDown', 0, 3, 1],
  ['ArrowDown', 2, 3, 0],
  ['ArrowUp', 1, 3, 0],
  ['ArrowUp', 0, 3, 2],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['PageDown', 0, 100, 8],
  ['PageDown', 97, 100, 99],
  ['PageUp', 3, 100, 0],
  ['ArrowDown', 0, 0, -1],
  ['ArrowUp', 0, 0, -1],
  ['Home', 0, 0, -1],
  ['End', 0, 0, -1],
  ['PageDown', 0, 0, -1],
  ['ArrowRight', 0, 3, null],
  ['a', 0, 3, null],
])('%s at %i of %i goes to %j', (key, at, count, to) => {
  expect(move(key, at, count)).toBe(to);
});
