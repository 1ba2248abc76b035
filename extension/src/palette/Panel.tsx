/** The box of the palette: closes on Escape, by its button and when somebody clicks beside it; Tab stays inside. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../icons/index.ts';

export interface PanelProps {
  readonly field: ComponentChildren;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

export function Panel({ field, children, onClose }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    turnFocus(panel.current, 1);
  }, []);

  // What closes does so at its end, the key up again, the click done: else that end would happen in the page behind.
  const closing = useRef<'key' | 'pointer' | null>(null);
  const end = (how: 'key' | 'pointer') => {
    if (closing.current === how) onClose();
    closing.current = null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') closing.current = 'key';
    else if (event.key === 'Tab') turnFocus(panel.current, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };

  return (
    <div
      class="beside"
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key === 'Escape') end('key');
      }}
      onPointerDown={(event) => {
        closing.current = event.target === event.currentTarget ? 'pointer' : null;
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) end('pointer');
      }}
      onMouseDown={keepFocus}
    >
      <div class="panel" ref={panel} role="dialog" aria-modal="true" aria-label="Results of this page">
        <div class="head">
          <Icon name="search" />
          {field}
          <button type="button" class="close" aria-label="Close" onClick={onClose}>
            <Icon name="cross" />
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}

/** A click beside field and button leaves the focus where it is: without it no key would arrive. */
function keepFocus(event: MouseEvent): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}

/** Left alone, Tab would go on into the page that the frame is in. */
function turnFocus(panel: HTMLElement | null, by: 1 | -1): void {
  const stops = Array.from(panel?.querySelectorAll<HTMLElement>('input, button') ?? []);
  const now = stops.findIndex((stop) => stop === document.activeElement);
  stops.at((now + by) % stops.length)?.focus();
}
