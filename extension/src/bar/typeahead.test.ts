import { describe, expect, it } from 'vitest';

import { find, isLetter, NOTHING_TYPED, type, type Typed } from './typeahead.ts';

const LABELS = ['Restart', 'Roll back', 'Runbook', 'Alerts', 'roll forward'];

describe('find', () => {
  it.each([
    ['a', 0, 3],
    ['r', 0, 1],
    ['r', 1, 2],
    ['r', 4, 0],
    ['rr', 0, 1],
    ['ro', 0, 1],
    ['ro', 1, 1],
    ['roll f', 1, 4],
    ['run', 4, 2],
    ['x', 0, null],
    ['r', -1, 0],
  ])('%j from %d is %j', (letters, current, index) => {
    expect(find(LABELS, letters, current)).toBe(index);
  });

  it('finds nothing in an empty menu', () => {
    expect(find([], 'a', -1)).toBeNull();
  });
});

it('letters in quick succession are a word; after a pause a new one begins', () => {
  let typed: Typed = NOTHING_TYPED;
  typed = type(typed, 'R', 1000);
  typed = type(typed, 'o', 1400);
  expect(typed.letters).toBe('ro');
  expect(type(typed, 'a', 2500).letters).toBe('a');
});

it('a space is part of a word, and begins none', () => {
  expect(isLetter(' ', NOTHING_TYPED, 0)).toBe(false);
  expect(isLetter(' ', { letters: 'roll', at: 100 }, 300)).toBe(true);
  expect(isLetter(' ', { letters: 'roll', at: 100 }, 3000)).toBe(false);
  expect(isLetter('Enter', NOTHING_TYPED, 0)).toBe(false);
  expect(isLetter('😀', NOTHING_TYPED, 0)).toBe(true);
});
