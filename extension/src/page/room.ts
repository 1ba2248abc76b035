/** Makes room for the bar, and takes it back, without a jump.
 *
 * Before the first paint it is there at once. Later the page moves by less than 3 px a frame, which browsers do not count
 * as a layout shift (and people see as the page making way). */

import { BAR_HEIGHT, type BarHost } from './host.ts';

/** CSS pixels a frame. */
const STEP = 2.75;

export interface Room {
  /** How much there shall be: all, or none. */
  want(room: boolean): void;
  wanted(): boolean;
}

/** What room needs of a window. */
export interface Frames {
  requestAnimationFrame(step: () => void): number;
  /** Whether anything of the page was painted yet. */
  painted(): boolean;
}

export function makeRoom(host: Pick<BarHost, 'element' | 'height' | 'setHeight'>, frames: Frames): Room {
  let goal = 0;
  let moving = false;

  function step(): void {
    const missing = goal - host.height();
    host.setHeight(host.height() + Math.sign(missing) * Math.min(STEP, Math.abs(missing)));
    moving = host.height() !== goal;
    if (moving) frames.requestAnimationFrame(step);
  }

  return {
    want: (room) => {
      goal = room ? BAR_HEIGHT : 0;
      if (moving || host.height() === goal || !host.element.isConnected) return;
      if (!frames.painted()) {
        host.setHeight(goal);
        return;
      }
      moving = true;
      frames.requestAnimationFrame(step);
    },
    wanted: () => goal > 0,
  };
}

/** A frame that began while there was a body counts as painted: the browser's own list of paints is some frames late. */
export function framesOf(window: Window): Frames {
  const { document } = window as { readonly document: { readonly body: HTMLElement | null } };
  let painted = false;
  const look = () => {
    painted = document.body !== null;
    if (!painted) window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
  return { requestAnimationFrame: (step) => window.requestAnimationFrame(step), painted: () => painted };
}
