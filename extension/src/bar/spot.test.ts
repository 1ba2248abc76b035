import { describe, expect, it } from 'vitest';

import { inside, moved, spotOf } from './spot.ts';

const bar = { width: 400, height: 40 };
const window = { width: 1000, height: 600 };

describe('inside', () => {
  it.each([
    ['stays where it fits', { x: 100, y: 100 }, { x: 100, y: 100 }],
    ['comes back from the left and the top', { x: -50, y: -5000 }, { x: 8, y: 8 }],
    ['comes back from the right and the bottom', { x: 5000, y: 599 }, { x: 592, y: 552 }],
    ['stands on whole pixels', { x: 10.6, y: 20.2 }, { x: 11, y: 20 }],
  ])('%s', (_what, spot, there) => {
    expect(inside(spot, bar, window)).toEqual(there);
  });

  it('shows the beginning of a bar that is wider than the window', () => {
    expect(inside({ x: 300, y: 300 }, { width: 1200, height: 700 }, window)).toEqual({ x: 8, y: 8 });
  });
});

it('is at the bottom in the middle until it is moved, then where it was left', () => {
  expect(spotOf(null, bar, window)).toEqual({ x: 300, y: 544 });
  expect(spotOf({ x: 20, y: 30, collapsed: false }, bar, window)).toEqual({ x: 20, y: 30 });
});

it.each([
  ['ArrowLeft', false, { x: 92, y: 100 }],
  ['ArrowRight', false, { x: 108, y: 100 }],
  ['ArrowUp', true, { x: 100, y: 36 }],
  ['ArrowDown', true, { x: 100, y: 164 }],
  ['Enter', false, null],
  ['constructor', false, null],
])('%s moves it', (key, far, there) => {
  expect(moved({ x: 100, y: 100 }, key, far)).toEqual(there);
});
