/** All results of a page as one list of rows: items, entries of dropdowns, and integrations that failed. */

import type { Part } from '../run/events.ts';
import { troubleOf } from '../run/words.ts';
import type { Entry, Item, Status } from '../wire/items.ts';

export interface Row {
  /** Unique in the list; also the element's id. */
  readonly id: string;
  readonly content: string;
  /** The dropdown that the row is an entry of. */
  readonly within: string | null;
  readonly integration: string | null;
  readonly status: Status;
  readonly icon: string | null;
  readonly tooltip: string | null;
  /** http, https or mailto. */
  readonly href: string | null;
}

/** A hostile answer has no more in the list; a page with so many results is none that anybody reads. */
const MOST_ROWS = 2000;

export function rowsOf(parts: readonly Part[]): readonly Row[] {
  const rows = parts.toSorted((a, b) => a.rank - b.rank).flatMap(rowsOfPart);
  return rows.slice(0, MOST_ROWS).map((row, at) => ({ ...row, id: `row-${at}` }));
}

type Unnamed = Omit<Row, 'id'>;

function rowsOfPart(part: Part): readonly Unnamed[] {
  const rows = part.items.flatMap((item) => rowsOfItem(item, part.integration));
  const { error } = part;
  return error === undefined ? rows : [...rows, failure({ ...part, error })];
}

function rowsOfItem(item: Item, integration: string | null): readonly Unnamed[] {
  const own = row(item, integration, null);
  if (item.type === 'text') return [{ ...own, href: null }];
  if (item.type === 'link') return [own];
  return [own, ...item.items.map((entry) => row(entry, integration, item.content))];
}

function row(entry: Entry, integration: string | null, within: string | null): Unnamed {
  return {
    content: entry.content,
    within,
    integration,
    status: entry.status,
    icon: entry.icon ?? null,
    tooltip: entry.tooltip ?? null,
    href: entry.href !== undefined && mayOpen(entry.href) ? entry.href : null,
  };
}

function failure(part: Part & { readonly error: string }): Unnamed {
  const { title, why } = troubleOf(part);
  return {
    content: `${title}: ${why}`,
    within: null,
    integration: part.integration,
    status: 'important',
    icon: 'error',
    tooltip: part.run === undefined ? null : `Run ${part.run}`,
    href: null,
  };
}

/** The worker let only such links pass; a frame of the extension's own origin looks once more. */
function mayOpen(href: string): boolean {
  return /^(https?|mailto):/i.test(href) && URL.canParse(href);
}
