/** Where the floating bar is. Pure: moves and limits. */

import type { Place } from '../settings/model.ts';
import type { Size } from './beside.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** px between the bar and the window's edge, at least. */
export const MARGIN = 8;
/** px of one arrow key; with Shift the second. */
const STEP = 8;
const LEAP = 64;

const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Inside the window, all of it if it fits; its beginning, where the grip is, in any case. */
export function inside(spot: Spot, bar: Size, window: Size): Spot {
  return {
    x: Math.max(MARGIN, Math.min(Math.round(spot.x), window.width - bar.width - MARGIN)),
    y: Math.max(MARGIN, Math.min(Math.round(spot.y), window.height - bar.height - MARGIN)),
  };
}

/** Bottom centre: away from headers, from the browser's own status line and from chat buttons. */
export function firstSpot(bar: Size, window: Size): Spot {
  return { x: (window.width - bar.width) / 2, y: window.height - bar.height - 2 * MARGIN };
}

export function spotOf(place: Place | null, bar: Size, window: Size): Spot {
  return inside(place ?? firstSpot(bar, window), bar, window);
}

/** Null where the key moves nothing. */
export function moved(spot: Spot, key: string, far: boolean): Spot | null {
  const way = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
  if (way === undefined) return null;
  const step = far ? LEAP : STEP;
  return { x: spot.x + way.x * step, y: spot.y + way.y * step };
}
