import { expect, it } from 'vitest';

import { aside, beside } from './beside.ts';

const window = { width: 1000, height: 600 };
const at = (left: number, top: number) => ({ left, top, right: left + 80, bottom: top + 24 });

it.each([
  ['below its anchor', at(100, 10), { width: 200, height: 300 }, { left: 100, top: 38, maxHeight: 554 }],
  ['back from the right edge', at(950, 10), { width: 200, height: 300 }, { left: 792, top: 38, maxHeight: 554 }],
  [
    'above where there is no room below',
    at(100, 560),
    { width: 200, height: 300 },
    { left: 100, top: 256, maxHeight: 548 },
  ],
  [
    'where there is more room, and cut',
    at(100, 200),
    { width: 200, height: 900 },
    { left: 100, top: 228, maxHeight: 364 },
  ],
  ['above and cut', at(100, 500), { width: 200, height: 900 }, { left: 100, top: 8, maxHeight: 488 }],
  [
    'wider than the window: from its left edge',
    at(100, 10),
    { width: 2000, height: 20 },
    { left: 8, top: 38, maxHeight: 554 },
  ],
])('%s', (_what, anchor, popup, place) => {
  expect(beside(anchor, popup, window)).toEqual(place);
});

it.each([
  ['to the right', at(100, 50), { width: 200, height: 40 }, { left: 184, top: 50, maxHeight: 584 }],
  ['to the left at the right edge', at(900, 50), { width: 200, height: 40 }, { left: 696, top: 50, maxHeight: 584 }],
  ['up from the bottom edge', at(100, 580), { width: 200, height: 40 }, { left: 184, top: 552, maxHeight: 584 }],
  [
    'below where neither side has room',
    at(400, 50),
    { width: 600, height: 40 },
    { left: 392, top: 78, maxHeight: 514 },
  ],
])('an explanation stands %s', (_what, anchor, popup, place) => {
  expect(aside(anchor, popup, window)).toEqual(place);
});
