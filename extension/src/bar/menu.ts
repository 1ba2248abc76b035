/** What a menu has in it. */

import { troubleOf } from '../run/words.ts';
import type { Entry, Item, Status } from '../wire/items.ts';
import type { Cell, FailedCell } from './cells.ts';
import { safeHref } from './link.ts';

export interface MenuEntry {
  readonly key: string;
  readonly text: string;
  readonly status?: Status;
  readonly icon?: string | undefined;
  readonly note?: string | undefined;
  readonly act:
    | { readonly kind: 'link'; readonly href: string }
    /** `stays`: the menu stays open. */
    | { readonly kind: 'run'; readonly run: () => void; readonly stays?: boolean }
    | { readonly kind: 'none' };
}

export interface MenuGroup {
  readonly key: string;
  /** Read out, and shown above the group. */
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

/** Entries that are laid out; further ones are counted. */
export const MOST_IN_MENU = 300;

/** The menu of a dropdown: its own address first, if it has one. */
export function menuOfDropdown(item: Extract<Item, { type: 'dropdown' }>): readonly MenuGroup[] {
  const own = safeHref(item.href);
  const entries = item.items.map((entry, index) => entryOf(entry, `${index}`));
  const first: readonly MenuEntry[] =
    own === null ? [] : [{ key: 'own', text: item.content, icon: item.icon, act: { kind: 'link', href: own } }];
  return [...(first.length > 0 ? [{ key: 'own', entries: first }] : []), { key: 'entries', entries }].filter(
    (group) => group.entries.length > 0,
  );
}

/** The menu of what does not fit into the row. A dropdown is a group with its own name. */
export function menuOfCells(cells: readonly Cell[], onFailed: (cell: FailedCell) => void): readonly MenuGroup[] {
  const groups: { key: string; label?: string; entries: MenuEntry[] }[] = [];
  let open: MenuEntry[] | null = null;
  for (const cell of cells) {
    if (cell.kind === 'item' && cell.item.type === 'dropdown') {
      const entries = menuOfDropdown(cell.item).flatMap((group) => group.entries);
      groups.push({ key: cell.key, label: cell.item.content, entries });
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      groups.push({ key: `before ${cell.key}`, entries: open });
    }
    open.push(
      cell.kind === 'item'
        ? entryOf(cell.item, cell.key)
        : {
            key: cell.key,
            text: troubleOf(cell.part).title,
            status: 'important',
            note: cell.part.error,
            act: {
              kind: 'run',
              run: () => {
                onFailed(cell);
              },
            },
          },
    );
  }
  return groups;
}

/** At most `MOST_IN_MENU` entries, and how many are left out. */
export function limited(groups: readonly MenuGroup[]): {
  readonly groups: readonly MenuGroup[];
  readonly left: number;
} {
  let room = MOST_IN_MENU;
  const shown: MenuGroup[] = [];
  let left = 0;
  for (const group of groups) {
    const entries = group.entries.slice(0, room);
    room -= entries.length;
    left += group.entries.length - entries.length;
    if (entries.length > 0 || group.entries.length === 0) shown.push({ ...group, entries });
  }
  return { groups: shown, left };
}

function entryOf(entry: Entry | Item, key: string): MenuEntry {
  const href = 'href' in entry ? safeHref(entry.href) : null;
  return {
    key,
    text: entry.content,
    status: entry.status,
    icon: entry.icon,
    note: entry.tooltip,
    act: href === null ? { kind: 'none' } : { kind: 'link', href },
  };
}
