import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { Place } from '../settings/model.ts';
import type { Size } from './beside.ts';
import { inside, moved, type Spot, spotOf } from './spot.ts';
import { windowSize } from './windowSize.ts';

/** ms after the last arrow key until the place is kept. */
const SETTLED = 400;

export interface Floating {
  readonly collapsed: boolean;
  readonly setCollapsed: (collapsed: boolean) => void;
  /** For the grip. */
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Keeps `frame` where the user put it, inside the window. `on` is false in the integrated mode. */
export function useFloating(
  frame: RefObject<HTMLElement | null>,
  on: boolean,
  kept: Place | null,
  keep: (place: Place) => void,
): Floating {
  const [collapsed, setCollapsed] = useState(kept?.collapsed ?? false);
  /** Where the user wants it; a small window or a long bar may move it for a while. */
  const wanted = useRef<Place | null>(kept);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);

  const draw = () => {
    const element = frame.current;
    if (element === null) return;
    const { x, y } = on ? spotOf(wanted.current, sizeOf(element), windowSize()) : { x: 0, y: 0 };
    Object.assign(element.style, on ? { left: `${x}px`, top: `${y}px` } : { left: '', top: '' });
  };
  const want = (spot: Spot) => {
    const element = frame.current;
    if (element === null) return;
    wanted.current = { ...inside(spot, sizeOf(element), windowSize()), collapsed };
    draw();
  };
  const settle = () => {
    if (wanted.current !== null) keep(wanted.current);
  };

  useLayoutEffect(draw);

  useEffect(() => {
    const element = frame.current;
    if (!on || element === null) return;
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    window.addEventListener('resize', draw);
    return () => {
      watch.disconnect();
      window.removeEventListener('resize', draw);
      clearTimeout(settling.current);
    };
  }, [on]);

  return {
    collapsed: on && collapsed,
    setCollapsed(next) {
      const box = frame.current?.getBoundingClientRect();
      wanted.current = { x: Math.round(box?.left ?? 0), y: Math.round(box?.top ?? 0), collapsed: next };
      setCollapsed(next);
      settle();
    },
    onPointerDown(event) {
      const grip = event.currentTarget;
      const box = frame.current?.getBoundingClientRect();
      if (!(grip instanceof HTMLElement) || box === undefined || event.button !== 0) return;
      const from = { x: event.clientX - box.left, y: event.clientY - box.top };
      const drag = new AbortController();
      const { signal } = drag;
      grip.setPointerCapture(event.pointerId);
      grip.addEventListener(
        'pointermove',
        (move) => {
          want({ x: move.clientX - from.x, y: move.clientY - from.y });
        },
        { signal },
      );
      for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
        grip.addEventListener(
          end,
          () => {
            drag.abort();
            settle();
          },
          { signal },
        );
      }
    },
    onKeyDown(event) {
      const box = frame.current?.getBoundingClientRect();
      const spot = box && moved({ x: box.left, y: box.top }, event.key, event.shiftKey);
      if (!spot) return;
      event.preventDefault();
      event.stopPropagation();
      want(spot);
      clearTimeout(settling.current);
      settling.current = setTimeout(settle, SETTLED);
    },
  };
}

function sizeOf(element: HTMLElement): Size {
  return { width: element.offsetWidth, height: element.offsetHeight };
}
