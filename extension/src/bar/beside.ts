/** Where a popup stands beside what opened it: below, or above where there is more room; never outside the window. */

/** px from the top left of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Beside {
  readonly left: number;
  readonly top: number;
  /** What fits; the popup scrolls inside. */
  readonly maxHeight: number;
}

const GAP = 4;
const EDGE = 8;

export function beside(anchor: Box, popup: Size, window: Size): Beside {
  const below = window.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const down = popup.height <= below || below >= above;
  const maxHeight = Math.max(down ? below : above, 0);
  const height = Math.min(popup.height, maxHeight);
  return {
    left: Math.max(EDGE, Math.min(anchor.left, window.width - popup.width - EDGE)),
    top: down ? anchor.bottom + GAP : anchor.top - GAP - height,
    maxHeight,
  };
}

/** To the right of an entry of a menu, or to its left: what comes below the entry is not covered. Below where neither has room. */
export function aside(anchor: Box, popup: Size, window: Size): Beside {
  const right = anchor.right + GAP;
  const left = anchor.left - GAP - popup.width;
  const fits = right + popup.width + EDGE <= window.width;
  if (!fits && left < EDGE) return beside(anchor, popup, window);
  const maxHeight = window.height - 2 * EDGE;
  const height = Math.min(popup.height, maxHeight);
  return {
    left: fits ? right : left,
    top: Math.max(EDGE, Math.min(anchor.top, window.height - height - EDGE)),
    maxHeight,
  };
}
