import type { Size } from './beside.ts';

/** What of the window can be seen, px, without the page's scroll bars. */
export function windowSize(): Size {
  return { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
}
