import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { Icon } from '../icons/index.ts';
import { alarmOf, type Cell, type FailedCell } from './cells.ts';
import { CellView } from './CellView.tsx';
import { menuOfCells } from './menu.ts';
import { Menu } from './Menu.tsx';
import { fitting, MOST_IN_ROW } from './overflow.ts';
import { StatusMark } from './Status.tsx';

export interface RowProps {
  readonly cells: readonly Cell[];
  readonly onFailed: (cell: FailedCell, anchor: HTMLElement) => void;
  /** Room for the row, px, measured: the floating bar is as wide as its content and can say what it may become. */
  readonly room: (row: HTMLElement) => number;
  /** Changes where `room` may have. */
  readonly width: number;
}

/** The cells that fit, and a menu of the others. */
export function Row({ cells, onFailed, room, width }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const laidOut = cells.slice(0, MOST_IN_ROW);
  const [fit, setFit] = useState({ count: laidOut.length, end: Infinity });

  useLayoutEffect(() => {
    if (row.current === null || list.current === null) return;
    const start = list.current.offsetLeft;
    const ends = [...list.current.children].map((cell) =>
      cell instanceof HTMLElement ? cell.offsetLeft + cell.offsetWidth - start : 0,
    );
    const count = fitting({ ends, beyond: cells.length - laidOut.length, available: room(row.current) });
    const end = count === 0 ? 0 : (ends[count - 1] ?? 0) + 1; // a cell may end within a pixel
    if (count !== fit.count || end !== fit.end) setFit({ count, end });
  }, [cells, width]);

  const hidden = cells.slice(fit.count);
  return (
    <div ref={row} class="row">
      <div ref={list} class="cells" style={{ width: hidden.length > 0 ? `${fit.end}px` : '' }}>
        {laidOut.map((cell, index) => (
          <CellView key={cell.key} cell={cell} out={index >= fit.count} onFailed={onFailed} />
        ))}
      </div>
      {hidden.length > 0 && <More all={fit.count === 0} cells={hidden} onFailed={onFailed} />}
    </div>
  );
}

interface MoreProps {
  readonly all: boolean;
  readonly cells: readonly Cell[];
  readonly onFailed: RowProps['onFailed'];
}

function More({ all, cells, onFailed }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<'first' | 'last' | null>(null);
  return (
    <div class="more">
      <button
        ref={button}
        class="item"
        type="button"
        data-stop
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        onClick={() => {
          setOpen(open === null ? 'first' : null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
        }}
      >
        <StatusMark status={alarmOf(cells)} />
        <span class="text">
          {all ? `${cells.length} result${cells.length === 1 ? '' : 's'}` : `${cells.length} more`}
        </span>
        <Icon name="chevron-down" />
      </button>
      {open !== null && button.current !== null && (
        <Menu
          anchor={button.current}
          label={`${cells.length} more results`}
          groups={menuOfCells(cells, (cell) => {
            if (button.current !== null) onFailed(cell, button.current);
          })}
          from={open}
          onClose={(back) => {
            setOpen(null);
            if (back) button.current?.focus();
          }}
        />
      )}
    </div>
  );
}
