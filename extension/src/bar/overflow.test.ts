import { expect, it } from 'vitest';

import { fitting, MORE_WIDTH } from './overflow.ts';

const three = [200, 400, 600];

it.each([
  ['nothing takes nothing', [], 0, 0, 0],
  ['all fit exactly, without "more"', three, 0, 600, 3],
  ['one pixel too few, and "more" takes its room as well', three, 0, 599, 2],
  ['"more" pushes out the cell that it stands on', three, 0, 400 + MORE_WIDTH - 1, 1],
  ['"more" fits behind two', three, 0, 400 + MORE_WIDTH, 2],
  ['nothing fits but "more"', three, 0, 120, 0],
  ['no room at all', three, 0, 0, 0],
  ['negative room, in a window that is narrower than our own buttons', three, 0, -50, 0],
  ['cells that are not laid out keep "more" there', three, 5, 600 + MORE_WIDTH, 3],
  ['and it needs its room', three, 5, 600, 2],
])('%s', (_what, ends, beyond, available, count) => {
  expect(fitting({ ends, beyond, available })).toBe(count);
});
