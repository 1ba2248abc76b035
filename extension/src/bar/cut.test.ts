import { expect, it } from 'vitest';

import { cut } from './cut.ts';

it.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['one too long', 11, 'one too lon…'],
  ['space at   the cut', 9, 'space at…'],
  ['ab😀cd', 3, 'ab…'],
  ['ab😀cd', 4, 'ab😀…'],
])('%j to %d units is %j', (text, most, shown) => {
  expect(cut(text, most)).toBe(shown);
});
