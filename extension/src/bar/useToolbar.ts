import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Toolbar {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
}

/** One stop for the Tab key in the whole toolbar; the arrows go from one to the next (the ARIA practice for toolbars). */
export function useToolbar(toolbar: RefObject<HTMLElement | null>): Toolbar {
  /** Which has the focus, and where it stood: if it goes away, its neighbour takes the focus. */
  const current = useRef<{ element: HTMLElement; index: number } | null>(null);
  const focused = useRef(false);

  useLayoutEffect(() => {
    const stops = stopsOf(toolbar.current);
    const kept = stops.find((stop) => stop === current.current?.element);
    if (kept === undefined && focused.current) {
      const next = stops[Math.min(current.current?.index ?? 0, stops.length - 1)];
      next?.focus();
      focused.current = next !== undefined;
    }
    mark(stops, kept ?? stops[Math.min(current.current?.index ?? 0, stops.length - 1)]);
  });

  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const stops = stopsOf(toolbar.current);
      const at = stops.findIndex((stop) => stop === current.current?.element);
      const next = neighbour(event.key, at, stops.length);
      if (next === null) return;
      event.preventDefault();
      stops[next]?.focus();
    },
    onFocusIn(event: FocusEvent) {
      const stops = stopsOf(toolbar.current);
      const index = stops.findIndex((stop) => stop === event.target);
      const element = stops[index];
      focused.current = true;
      if (element === undefined) return;
      current.current = { element, index };
      mark(stops, element);
    },
    onFocusOut(event: FocusEvent) {
      const gone = event.target instanceof HTMLElement && !event.target.isConnected;
      if (!gone) focused.current = false;
    },
  };
}

/** Where an arrow leads from `at`; null for other keys. The ends are joined. */
export function neighbour(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at <= 0 ? count : at) - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

export function stopsOf(toolbar: Element | null): readonly HTMLElement[] {
  return [...(toolbar?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].filter(
    (stop) => stop.closest('.out') === null,
  );
}

function mark(stops: readonly HTMLElement[], one: HTMLElement | undefined): void {
  for (const stop of stops) stop.tabIndex = stop === one ? 0 : -1;
}
