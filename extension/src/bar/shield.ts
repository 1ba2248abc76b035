/** Keeps keys and pointers of the bar from the page, and the page's listeners from breaking the bar.
 *
 * A key is caught at the window, before the page's `document` hears of it, and told on inside the shadow root only. Everything
 * else has to travel (a link opens by itself, and only if its event gets there): it is stopped at the host, on its way back. */

import { safeHref } from './link.ts';

const KEYS = ['keydown', 'keypress', 'keyup'] as const;

/** All that is `composed`, and so would leave the shadow root. */
const OTHERS = [
  ...['click', 'dblclick', 'auxclick', 'contextmenu'],
  ...['mousedown', 'mouseup', 'mousemove', 'mouseover', 'mouseout', 'wheel'],
  ...['pointerdown', 'pointerup', 'pointermove', 'pointerover', 'pointerout', 'pointercancel'],
  ...['gotpointercapture', 'lostpointercapture', 'touchstart', 'touchmove', 'touchend', 'touchcancel'],
  ...['focusin', 'focusout', 'copy', 'cut', 'paste', 'selectstart', 'beforeinput', 'input'],
  ...['dragstart', 'drag', 'dragend', 'dragenter', 'dragover', 'dragleave', 'drop'],
];

/** Answers the way to take it down. */
export function shield(host: HTMLElement, root: ShadowRoot): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  for (const kind of KEYS) {
    window.addEventListener(
      kind,
      (event) => {
        if (event.target === host) tellInside(event, root);
      },
      { capture: true, signal },
    );
  }
  for (const kind of [...KEYS, ...OTHERS]) {
    host.addEventListener(
      kind,
      (event) => {
        event.stopPropagation();
      },
      // Not passive would make the browser wait for us with scrolling.
      { signal, passive: true },
    );
  }
  rescueClicks(host, root, signal);
  return () => {
    listening.abort();
  };
}

function tellInside(event: KeyboardEvent, root: ShadowRoot): void {
  const target = root.activeElement;
  if (target === null) return;
  event.stopImmediatePropagation();
  const { type, key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey } = event;
  const inside = new KeyboardEvent(type, {
    ...{ key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey },
    ...{ bubbles: true, cancelable: true, composed: false },
  });
  if (!target.dispatchEvent(inside)) event.preventDefault();
}

/** Some pages stop or cancel every click before it reaches what was clicked. */
function rescueClicks(host: HTMLElement, root: ShadowRoot, signal: AbortSignal): void {
  const arrived = new WeakSet<Event>();
  root.addEventListener(
    'click',
    (event) => {
      arrived.add(event);
      if (event.defaultPrevented) follow(event.target);
    },
    { capture: true, signal },
  );
  window.addEventListener(
    'click',
    (event) => {
      if (event.target !== host) return;
      const target = event.detail === 0 ? root.activeElement : root.elementFromPoint(event.clientX, event.clientY);
      setTimeout(() => {
        if (arrived.has(event) || target === null) return;
        if (event.defaultPrevented) follow(target);
        target.dispatchEvent(new CustomEvent('click', { bubbles: true, cancelable: true, composed: false }));
      });
    },
    { capture: true, signal },
  );
}

function follow(target: EventTarget | null): void {
  const link = target instanceof Element ? target.closest('a') : null;
  const href = safeHref(link?.href);
  if (href !== null) window.open(href, '_blank', 'noopener,noreferrer');
}
