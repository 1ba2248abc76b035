/** From the parts of an answer to the row of cells that the bar draws. */

import type { Part } from '../run/events.ts';
import type { ShownPart } from '../run/reducer.ts';
import type { Item, Status } from '../wire/items.ts';

interface Common {
  /** The same for the same place in the same integration, so that focus stays where it is while an answer arrives. */
  readonly key: string;
  readonly stale: boolean;
  /** The first of its integration: there is a little room in front of it. */
  readonly first: boolean;
}

export interface ItemCell extends Common {
  readonly kind: 'item';
  readonly item: Item;
}

/** An integration failed. */
export interface FailedCell extends Common {
  readonly kind: 'failed';
  readonly part: Part & { readonly error: string };
}

export type Cell = ItemCell | FailedCell;

/** In the order of the parts, without the integrations that the user hides. */
export function cellsOf(parts: readonly ShownPart[], hidden: readonly string[]): readonly Cell[] {
  const away = new Set(hidden);
  return parts
    .filter(({ part }) => part.integration === null || !away.has(part.integration))
    .flatMap(({ part, stale }) => cellsOfPart(part, stale));
}

function cellsOfPart(part: Part, stale: boolean): readonly Cell[] {
  const name = part.integration ?? `#${part.rank}`;
  const items = part.items.map((item, index): Cell => ({
    kind: 'item',
    key: `${name}/${index}`,
    stale,
    first: index === 0,
    item,
  }));
  const { error } = part;
  if (error === undefined) return items;
  return [
    ...items,
    { kind: 'failed', key: `${name}/failed`, stale, first: items.length === 0, part: { ...part, error } },
  ];
}

/** The names of those that may be hidden, as they stand in the bar. */
export function integrationsOf(parts: readonly ShownPart[]): readonly string[] {
  return [...new Set(parts.flatMap(({ part }) => part.integration ?? []))];
}

/** The mark of something that hides these cells: what is urgent must not be overlooked because there is no room. */
export function alarmOf(cells: readonly Cell[]): Status {
  const urgent = cells.some((cell) => cell.kind === 'failed' || cell.item.status === 'important');
  return urgent ? 'important' : 'none';
}

/** What a screen reader hears once the answer is there; empty where there is nothing to say. */
export function summaryOf(cells: readonly Cell[]): string {
  const failed = cells.filter((cell) => cell.kind === 'failed').length;
  const results = cells.length - failed;
  const said = [
    results > 0 ? (results === 1 ? '1 result' : `${results} results`) : '',
    failed > 0 ? (failed === 1 ? '1 integration failed' : `${failed} integrations failed`) : '',
  ].filter((words) => words !== '');
  return said.length > 0 ? `Skerry: ${said.join(', ')}` : '';
}
