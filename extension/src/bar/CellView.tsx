import { useRef, useState } from 'preact/hooks';

import { Icon } from '../icons/index.ts';
import { troubleOf } from '../run/words.ts';
import type { DropdownItem, Item } from '../wire/items.ts';
import type { Cell, FailedCell } from './cells.ts';
import { cut, IN_BAR } from './cut.ts';
import { AWAY, safeHref } from './link.ts';
import { menuOfDropdown } from './menu.ts';
import { Menu } from './Menu.tsx';
import { StatusMark } from './Status.tsx';
import { tipped } from './tips.ts';

export interface CellViewProps {
  readonly cell: Cell;
  /** Did not fit: it is laid out, to be measured, and cannot be seen or reached. */
  readonly out: boolean;
  readonly onFailed: (cell: FailedCell, anchor: HTMLElement) => void;
}

export function CellView({ cell, out, onFailed }: CellViewProps) {
  return (
    <div class={`cell${cell.first ? ' first' : ''}${cell.stale ? ' stale' : ''}${out ? ' out' : ''}`}>
      {cell.kind === 'failed' ? (
        <Failed cell={cell} onFailed={onFailed} />
      ) : cell.item.type === 'dropdown' ? (
        <Dropdown item={cell.item} out={out} />
      ) : (
        <Plain item={cell.item} />
      )}
    </div>
  );
}

/** Text, or a link where there is an address that may be one. */
function Plain({ item }: { readonly item: Exclude<Item, DropdownItem> }) {
  const href = 'href' in item ? safeHref(item.href) : null;
  const look = `item is-${item.status}`;
  return href === null ? (
    <span class={look} data-stop tabIndex={-1} ref={tipOf(item)}>
      <Inside item={item} />
    </span>
  ) : (
    <a class={`${look} link`} {...AWAY} href={href} data-stop tabIndex={-1} ref={tipOf(item)}>
      <Inside item={item} />
    </a>
  );
}

function Dropdown({ item, out }: { readonly item: DropdownItem; readonly out: boolean }) {
  const button = useRef<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState<'first' | 'last' | null>(null);
  const shown = out ? null : open;
  const tip = tipOf(item);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  return (
    <>
      <button
        class={`item is-${item.status}`}
        type="button"
        data-stop
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={shown !== null}
        ref={(element) => {
          button.current = element;
          tip(element);
        }}
        onClick={() => {
          setOpen(shown === null ? 'first' : null);
        }}
        onKeyDown={onKeyDown}
      >
        <Inside item={item} />
        <Icon name="chevron-down" />
      </button>
      {shown !== null && button.current !== null && (
        <Menu
          anchor={button.current}
          label={item.content}
          groups={menuOfDropdown(item)}
          from={shown}
          onClose={(back) => {
            setOpen(null);
            if (back) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

function Failed({ cell, onFailed }: { readonly cell: FailedCell; readonly onFailed: CellViewProps['onFailed'] }) {
  const { title, why } = troubleOf(cell.part);
  return (
    <button
      class="item is-important failed"
      type="button"
      data-stop
      tabIndex={-1}
      aria-haspopup="dialog"
      ref={tipped(cut(why, 500))}
      onClick={(event) => {
        onFailed(cell, event.currentTarget);
      }}
    >
      <StatusMark status="important" />
      <span class="text" dir="auto">
        {cut(title, IN_BAR)}
      </span>
    </button>
  );
}

function Inside({ item }: { readonly item: Item }) {
  return (
    <>
      <StatusMark status={item.status} />
      {item.icon !== undefined && <Icon name={item.icon} />}
      <span class="text" dir="auto">
        {cut(item.content, IN_BAR)}
      </span>
    </>
  );
}

function tipOf(item: Item) {
  return tipped({ whole: item.content, wasCut: item.content.length > IN_BAR, note: item.tooltip });
}
