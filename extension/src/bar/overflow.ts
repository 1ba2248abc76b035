/** How much of a row fits. */

/** Cells that are laid out at all: a row of narrow ones on a very wide screen. The rest is in the menu unmeasured. */
export const MOST_IN_ROW = 100;
/** Room that "n more" with its mark needs, px. */
export const MORE_WIDTH = 106;

export interface Row {
  /** Where each cell ends, px from the beginning of the row, ascending. */
  readonly ends: readonly number[];
  /** Cells that are not laid out. */
  readonly beyond: number;
  /** px. */
  readonly available: number;
}

/** How many cells are shown; the others go into the menu behind "n more", which has to fit as well. */
export function fitting({ ends, beyond, available }: Row): number {
  if (beyond === 0 && (ends.at(-1) ?? 0) <= available) return ends.length;
  const past = ends.findIndex((end) => end + MORE_WIDTH > available);
  return past < 0 ? ends.length : past;
}
