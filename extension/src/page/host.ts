/** The one element of ours in a page, and the room it takes.
 *
 * It is a child of `html`, before `body`: swapping the body leaves it alone, and what follows moves down by its height.
 * Its styles are important and of its own root: no rule of a page goes before those. What changes are variables of the
 * element itself, important too.
 *
 * Integrated, it is a block above the page, and what the bar fixes inside it is fixed to it (`contain: layout`): the bar
 * scrolls away with the top of the page and never lies over what sticks there. Floating, it takes no room. */

import { dress } from '../bar/sheets.ts';
import type { Mode } from '../settings/model.ts';

const NAME = 'skerry-bar';

const STYLES = `:host {
  all: initial !important;
  contain: var(--skerry-contain) !important;
  direction: ltr !important;
  display: block !important;
  height: var(--skerry-height) !important;
  visibility: var(--skerry-visibility) !important;
}
:host::before, :host::after {
  content: none !important;
}`;
/** CSS pixels, of the integrated bar. */
export const BAR_HEIGHT = 36;

export interface BarHost {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  setMode(mode: Mode): void;
  /** CSS pixels of room above the page, in integrated mode. */
  setHeight(height: number): void;
  height(): number;
  /** Whether the bar shows: its events and frames stop where it does not. */
  setVisible(visible: boolean): void;
  /** How far below its own top the bar is drawn: under a header that is fixed there (`--skerry-top`). */
  setTop(top: number): void;
  /** Puts it into the page, or back into it: pages may rewrite themselves. Then it has no height. Does nothing where it is
   * in place, or the page has nothing yet. */
  attach(): void;
  remove(): void;
}

export function makeHost(document: Document): BarHost {
  for (const left of document.querySelectorAll(`html > ${NAME}`)) left.remove(); // of a copy of ours that was replaced
  const [element, root] = shadowed(document);
  const set = (name: string, value: string) => {
    element.style.setProperty(`--skerry-${name}`, value, 'important');
  };
  dress(root, STYLES);
  set('contain', 'none');
  set('height', '0px');
  set('visibility', 'visible');
  let height = 0;
  const setHeight = (pixels: number) => {
    height = pixels;
    set('height', `${pixels}px`);
  };
  return {
    element,
    root,
    setMode: (mode) => {
      set('contain', mode === 'integrated' ? 'layout style' : 'none');
    },
    setHeight,
    height: () => height,
    setVisible: (visible) => {
      set('visibility', visible ? 'visible' : 'hidden');
    },
    setTop: (top) => {
      set('top', `${top}px`);
    },
    attach: () => {
      const html = document.documentElement as HTMLElement | null;
      if (html === null || element.parentNode === html) return;
      setHeight(0);
      const { body } = document as { readonly body: HTMLElement | null };
      html.insertBefore(element, body?.parentNode === html ? body : null);
    },
    remove: () => {
      element.remove();
    },
  };
}

function shadowed(document: Document): readonly [HTMLElement, ShadowRoot] {
  const mode = __OPEN_ROOT__ ? 'open' : 'closed';
  try {
    const element = document.createElement(NAME);
    return [element, element.attachShadow({ mode })];
  } catch {
    // The page has an element of this name with a root of its own.
    const element = document.createElement('div');
    return [element, element.attachShadow({ mode })];
  }
}
