import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import { aside, beside } from './beside.ts';
import { raise } from './layer.ts';
import { windowSize } from './windowSize.ts';

export interface PopupProps {
  readonly anchor: Element;
  readonly role: 'menu' | 'dialog' | 'tooltip';
  readonly label?: string;
  readonly id?: string;
  readonly class: string;
  /** A press outside, or the window lost the focus (to a frame of the page). Absent: somebody else closes it. */
  readonly onLeave?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

/** A surface beside its anchor, in the browser's top layer: nothing of the page covers or cuts it. */
export function Popup({ anchor, role, label, id, class: look, onLeave, onKeyDown, children }: PopupProps) {
  const ref = useRef<HTMLDivElement>(null);
  const where = anchor.getAttribute('role') === 'menuitem' ? aside : beside;

  useLayoutEffect(() => {
    const popup = ref.current;
    if (popup === null) return;
    const place = () => {
      const { scrollTop } = popup;
      popup.style.maxHeight = '';
      const size = { width: popup.offsetWidth, height: popup.offsetHeight };
      const { left, top, maxHeight } = where(anchor.getBoundingClientRect(), size, windowSize());
      Object.assign(popup.style, { left: `${left}px`, top: `${top}px`, maxHeight: `${maxHeight}px` });
      popup.scrollTop = scrollTop;
    };
    raise(popup);
    place();
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    window.addEventListener('resize', place, options);
    window.addEventListener('scroll', place, options);
    // Entries that the browser has not looked at yet have no width: a menu is widest once it is shown.
    const watch = new ResizeObserver(place);
    watch.observe(popup);
    return () => {
      listening.abort();
      watch.disconnect();
    };
  }, [anchor, children]);

  useEffect(() => {
    if (onLeave === undefined) return;
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const root = anchor.getRootNode();
    const own = (target: EventTarget | null) =>
      target instanceof Node && (ref.current?.contains(target) === true || anchor.contains(target));
    root.addEventListener(
      'pointerdown',
      (event) => {
        if (!own(event.target)) onLeave();
      },
      options,
    );
    window.addEventListener(
      'pointerdown',
      (event) => {
        if (event.target !== hostOf(root)) onLeave();
      },
      options,
    );
    window.addEventListener(
      'blur',
      (event) => {
        if (event.target === window) onLeave();
      },
      options,
    );
    return () => {
      listening.abort();
    };
  }, [anchor, onLeave]);

  return (
    <div
      ref={ref}
      class={`popup ${look}`}
      popover="manual"
      role={role}
      aria-label={label}
      id={id}
      tabIndex={role === 'tooltip' ? undefined : -1}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

function hostOf(root: Node): Node {
  return root instanceof ShadowRoot ? root.host : root;
}
