/** Where a key takes the choice in a list. */

/** Rows that a page key passes. */
const PAGE = 8;

/** Null: the key does not move. -1: there is nothing to choose. */
export function move(key: string, at: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return at >= last ? Math.min(0, last) : at + 1;
    case 'ArrowUp':
      return at <= 0 ? last : at - 1;
    case 'PageDown':
      return Math.min(at + PAGE, last);
    case 'PageUp':
      return Math.min(Math.max(at - PAGE, 0), last);
    case 'Home':
      return Math.min(0, last);
    case 'End':
      return last;
    default:
      return null;
  }
}
