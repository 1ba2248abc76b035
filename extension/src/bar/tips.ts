/** What the tooltip of an element says. Kept beside the elements: a text may have 10,000 characters. */

export interface Tip {
  /** What the element shows; told where the element could not show all of it. */
  readonly whole: string;
  /** Whether `whole` was cut before it was laid out. */
  readonly wasCut: boolean;
  /** What the integration adds. */
  readonly note: string | undefined;
}

const TIPS = new WeakMap<Element, Tip>();

/** A `ref` that gives its element a tooltip. */
export function tipped(tip: Tip | string | null): (element: Element | null) => void {
  return (element) => {
    if (element === null) return;
    if (tip === null) TIPS.delete(element);
    else TIPS.set(element, typeof tip === 'string' ? { whole: '', wasCut: false, note: tip } : tip);
  };
}

/** The element under `target` that has a tooltip with something to say now. */
export function tippedElement(target: EventTarget | null): Element | null {
  let element = target instanceof Element ? target : null;
  while (element !== null && !TIPS.has(element)) element = element.parentElement;
  return element !== null && linesOf(element).length > 0 ? element : null;
}

export function linesOf(element: Element): readonly string[] {
  const tip = TIPS.get(element);
  if (tip === undefined) return [];
  const lines = tip.wasCut || isClipped(element) ? [tip.whole] : [];
  return tip.note === undefined ? lines : [...lines, tip.note];
}

/** Whether the element's text ends in an ellipsis. */
function isClipped(element: Element): boolean {
  const text = element.querySelector('.text');
  return text !== null && text.scrollWidth > text.clientWidth;
}
