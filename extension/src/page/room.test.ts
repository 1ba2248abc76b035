import { expect, test } from 'vitest';

import { BAR_HEIGHT } from './host.ts';
import { makeRoom, type Frames } from './room.ts';

/** A host, and frames that are drawn by hand. */
function world(painted: boolean) {
  const heights = [0];
  const steps: (() => void)[] = [];
  const frames: Frames = { requestAnimationFrame: (step) => steps.push(step), painted: () => painted };
  const host = {
    element: document.body,
    height: () => heights.at(-1) ?? 0,
    setHeight: (height: number) => heights.push(height),
  };
  const draw = (most = 100) => {
    for (let count = 0; count < most && steps.length > 0; count += 1) steps.shift()?.();
  };
  return { room: makeRoom(host, frames), heights, steps, draw };
}

test('before the first paint the room is there at once', () => {
  const { room, heights, steps } = world(false);
  room.want(true);
  expect([heights, steps.length]).toEqual([[0, BAR_HEIGHT], 0]);
});

test('later the page moves by less than 3 px a frame', () => {
  const { room, heights, draw } = world(true);
  room.want(true);
  draw();
  expect(heights.at(-1)).toBe(BAR_HEIGHT);
  room.want(false);
  draw();
  expect(heights.at(-1)).toBe(0);
  for (let at = 1; at < heights.length; at += 1) {
    expect(Math.abs((heights[at] ?? 0) - (heights[at - 1] ?? 0))).toBeLessThan(3);
  }
});

test('it turns round in the middle, and moves once a frame all the same', () => {
  const { room, heights, steps, draw } = world(true);
  room.want(true);
  draw(5);
  room.want(false);
  room.want(true);
  room.want(false);
  expect(steps).toHaveLength(1);
  draw();
  expect([heights.at(-1), Math.max(...heights), room.wanted()]).toEqual([0, 13.75, false]);
});

test('nothing moves where all is as it should be', () => {
  const { room, steps } = world(true);
  room.want(false);
  expect(steps).toHaveLength(0);
});
