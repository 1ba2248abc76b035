import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { Popup } from './Popup.tsx';
import { linesOf, tippedElement } from './tips.ts';

/** ms that the pointer rests before it is told; none while it goes from one to the next. */
const REST = 350;
const LEAVE = 120;
const ID = 'skerry-tip';

/** The one tooltip: on hover and on keyboard focus, gone with Escape, and the pointer may move onto it. */
export function Tips({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const [anchor, setAnchor] = useState<Element | null>(null);

  useEffect(() => {
    const root = frame.current;
    if (root === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    let shown: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (element: Element | null) => {
      clearTimeout(timer);
      shown?.removeAttribute('aria-describedby');
      shown = element;
      element?.setAttribute('aria-describedby', ID);
      setAnchor(element);
    };
    const later = (element: Element | null, ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        show(element?.isConnected === true ? element : null);
      }, ms);
    };
    const inTip = (target: EventTarget | null) => target instanceof Element && target.closest(`#${ID}`) !== null;
    root.addEventListener(
      'pointerover',
      (event) => {
        if (event.pointerType === 'touch') return;
        if (inTip(event.target)) {
          clearTimeout(timer);
          return;
        }
        const element = tippedElement(event.target);
        if (element === shown) clearTimeout(timer);
        else later(element, element === null ? LEAVE : shown === null ? REST : 0);
      },
      { signal },
    );
    root.addEventListener(
      'pointerout',
      (event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && root.contains(to))) later(null, LEAVE);
      },
      { signal },
    );
    root.addEventListener(
      'focusin',
      (event) => {
        const byKeyboard = event.target instanceof Element && event.target.matches(':focus-visible');
        show(byKeyboard ? tippedElement(event.target) : null);
      },
      { signal },
    );
    root.addEventListener(
      'focusout',
      () => {
        show(null);
      },
      { signal },
    );
    for (const kind of ['pointerdown', 'click'] as const) {
      root.addEventListener(
        kind,
        (event) => {
          if (!inTip(event.target)) show(null);
        },
        { signal, capture: true },
      );
    }
    // The page's key too, which goes on to it.
    for (const place of [root, window]) {
      place.addEventListener(
        'keydown',
        (event) => {
          if (event instanceof KeyboardEvent && event.key === 'Escape') show(null);
        },
        { signal, capture: true },
      );
    }
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);

  const lines = anchor === null ? [] : linesOf(anchor);
  if (anchor === null || lines.length === 0) return null;
  return (
    <Popup anchor={anchor} role="tooltip" id={ID} class="tip">
      {lines.map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
    </Popup>
  );
}
