/** Puts an element with `popover="manual"` into the browser's top layer: nothing of the page covers or cuts it. */
export function raise(element: HTMLElement | null): void {
  if (element === null || !('showPopover' in element)) return;
  if (!element.matches(':popover-open')) element.showPopover();
}
