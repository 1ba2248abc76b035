import { useLayoutEffect, useRef } from 'preact/hooks';

import { Icon, isIcon } from '../icons/index.ts';
import { cut, IN_MENU } from './cut.ts';
import { AWAY } from './link.ts';
import { limited, type MenuEntry, type MenuGroup } from './menu.ts';
import { Popup } from './Popup.tsx';
import { StatusMark } from './Status.tsx';
import { tipped } from './tips.ts';
import { find, isLetter, NOTHING_TYPED, type } from './typeahead.ts';

export interface MenuProps {
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** `back`: the focus goes back to the anchor. */
  readonly onClose: (back: boolean) => void;
  /** Which entry has the focus first. */
  readonly from?: 'first' | 'last';
}

/** Opens with the focus on an entry. Arrows, Home, End and letters move it, Escape and Tab close. */
export function Menu({ anchor, label, groups, onClose, from = 'first' }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef(NOTHING_TYPED);
  const shown = limited(groups);
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  const keys = shown.groups.map((group) => group.key).join('\n');
  useLayoutEffect(() => {
    const all = entries();
    (from === 'last' ? all.at(-1) : all[0])?.focus({ preventScroll: true });
  }, [keys]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // The toolbar has arrows of its own.
    const all = entries();
    const current = all.findIndex((entry) => entry === focusedIn(anchor));
    const now = performance.now();
    const go = (index: number) => {
      event.preventDefault();
      all.at(index % Math.max(all.length, 1))?.focus();
    };
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose(true);
    } else if (event.key === 'Tab') onClose(true);
    else if (event.key === 'ArrowDown') go(current + 1);
    else if (event.key === 'ArrowUp') go(Math.max(current, 0) - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else if (isLetter(event.key, typed.current, now)) {
      typed.current = type(typed.current, event.key, now);
      const found = find(all.map(labelOf), typed.current.letters, current);
      if (found !== null) go(found);
      else if (event.key === ' ') event.preventDefault();
    } else if (event.key === ' ') {
      // Enter is the browser's: with Control it opens a link behind this page.
      event.preventDefault();
      all[current]?.click();
    }
  };

  const chosen = (entry: MenuEntry) => {
    if (entry.act.kind === 'run') {
      if (entry.act.stays !== true) onClose(true);
      entry.act.run();
    } else if (entry.act.kind === 'link') {
      // The link has to be there until the browser has followed it.
      setTimeout(() => {
        onClose(true);
      });
    }
  };

  return (
    <Popup
      anchor={anchor}
      role="menu"
      label={cut(label, IN_MENU)}
      class="menu"
      onKeyDown={onKeyDown}
      onLeave={() => {
        onClose(false);
      }}
    >
      <div ref={list} class={hasLeads(shown.groups) ? 'list with-leads' : 'list'} role="none">
        {shown.groups.map((group) => (
          <div key={group.key} class="group" role="group" aria-label={group.label && cut(group.label, IN_MENU)}>
            {group.label !== undefined && (
              <div class="heading" aria-hidden="true" dir="auto">
                {cut(group.label, IN_MENU)}
              </div>
            )}
            {group.entries.map((entry) => (
              <Line
                key={entry.key}
                entry={entry}
                onChosen={() => {
                  chosen(entry);
                }}
              />
            ))}
          </div>
        ))}
        {shown.left > 0 && <div class="heading">{shown.left} more, which the search finds</div>}
      </div>
    </Popup>
  );
}

interface LineProps {
  readonly entry: MenuEntry;
  readonly onChosen: () => void;
}

function Line({ entry, onChosen }: LineProps) {
  const text = cut(entry.text, IN_MENU);
  const common = {
    class: `entry is-${entry.status ?? 'none'}`,
    role: 'menuitem',
    tabIndex: -1,
    ref: tipped({ whole: entry.text, wasCut: text !== entry.text, note: entry.note }),
    onPointerMove: (event: PointerEvent) => {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
    },
    onClick: onChosen,
  } as const;
  const inner = (
    <>
      <span class="lead">
        <StatusMark status={entry.status ?? 'none'} />
        {entry.icon !== undefined && <Icon name={entry.icon} />}
      </span>
      <span class="text" dir="auto">
        {text}
      </span>
    </>
  );
  switch (entry.act.kind) {
    case 'link':
      return (
        <a {...common} {...AWAY} href={entry.act.href}>
          {inner}
        </a>
      );
    case 'run':
      return (
        <button {...common} type="button">
          {inner}
        </button>
      );
    case 'none':
      return (
        <div {...common} aria-disabled="true">
          {inner}
        </div>
      );
  }
}

/** Whether texts stand behind a column of marks and icons, all at the same place. */
function hasLeads(groups: readonly MenuGroup[]): boolean {
  return groups.some((group) =>
    group.entries.some(({ status = 'none', icon }) => status !== 'none' || (icon !== undefined && isIcon(icon))),
  );
}

function labelOf(entry: HTMLElement): string {
  return entry.querySelector('.text')?.textContent ?? '';
}

function focusedIn(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
}
