import { useLayoutEffect, useRef } from 'preact/hooks';

import { troubleOf } from '../run/words.ts';
import type { FailedCell } from './cells.ts';
import { CopyButton } from './CopyButton.tsx';
import { cut } from './cut.ts';
import { useOutside } from './outside.ts';
import { Popup } from './Popup.tsx';

export interface FailedDetailsProps {
  readonly cell: FailedCell;
  readonly anchor: HTMLElement;
  readonly onClose: (back: boolean) => void;
  readonly onHide: (integration: string) => void;
}

/** Which integration failed, why, in which run, and what can be done. */
export function FailedDetails({ cell, anchor, onClose, onHide }: FailedDetailsProps) {
  const { retry } = useOutside();
  const panel = useRef<HTMLDivElement>(null);
  const { part } = cell;
  const { title, why } = troubleOf(part);
  const { integration, run } = part;
  useLayoutEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <Popup
      anchor={anchor}
      role="dialog"
      label={title}
      class="details"
      onLeave={() => {
        onClose(false);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose(true);
      }}
    >
      <div ref={panel} class="panel" tabIndex={-1}>
        <p class="title">{cut(title, 140)}</p>
        <p class="why" dir="auto">
          {cut(why, 2000)}
        </p>
        {run !== undefined && (
          <p class="run">
            <span>
              Run <code>{cut(run, 64)}</code>
            </span>
            <CopyButton label="Copy the run's id" text={run} small />
          </p>
        )}
        <div class="buttons">
          <button
            class="button"
            type="button"
            onClick={() => {
              onClose(true);
              retry();
            }}
          >
            Retry
          </button>
          <CopyButton label="Copy the message" text={`${title}: ${why}${run === undefined ? '' : ` (run ${run})`}`} />
          {integration !== null && (
            <button
              class="button"
              type="button"
              onClick={() => {
                onClose(true);
                onHide(integration);
              }}
            >
              Hide {cut(integration, 40)}
            </button>
          )}
        </div>
      </div>
    </Popup>
  );
}
