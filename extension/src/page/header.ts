/** How far down a header reaches that the page itself fixes to the top of the window, in CSS pixels; 0 without one. The
 * AWS console has one, and the bar is drawn below it. */

/** A higher one is no header but a page that covers the window. */
const HIGHEST = 200;
/** Headers may stand below each other: a banner, then the header. */
const MOST = 3;

export function headerBottom(document: Document): number {
  let bottom = 0;
  for (let count = 0; count < MOST; count += 1) {
    const below = fixedAt(document, bottom);
    if (below === null) break;
    bottom = below;
  }
  return Math.round(bottom);
}

/** The bottom of a fixed box that spans most of the window and covers this height, or null. */
function fixedAt(document: Document, top: number): number | null {
  const width = document.documentElement.clientWidth;
  for (const element of document.elementsFromPoint(width / 2, top + 1)) {
    const fixed = fixedAround(element);
    const box = fixed?.getBoundingClientRect();
    if (box === undefined || box.bottom <= top + 1 || box.top > top + 1) continue;
    if (box.width >= width * 0.6 && box.bottom <= HIGHEST) return box.bottom;
  }
  return null;
}

function fixedAround(element: Element): Element | null {
  const view = element.ownerDocument.defaultView;
  let here: Element | null = element;
  while (here !== null && view?.getComputedStyle(here).position !== 'fixed') here = here.parentElement;
  return here;
}
