/** Answers to a context: the lines of a Skerry server's stream, and the one object of a ToolJump server. */

import type { Part } from '../run/events.ts';
import { asRecord, cleanText, decodeItem } from './decode-item.ts';
import type { Item } from './items.ts';

/** Items of one answer that are drawn, a dropdown's entries included; what is above is counted in a last text. */
export const MAX_ITEMS = 500;

/** An integration's name. */
const MAX_NAME = 100;
const MAX_ERROR = 2000;
/** Ids are 16 hex digits. */
const MAX_ID = 64;

export type Line =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'totals' }
  | { readonly kind: 'error'; readonly message: string; readonly requestId?: string }
  /** Of a newer server: not for us. */
  | { readonly kind: 'unknown' };

/** Null: no line at all. `room` is how many items may still come. */
export function decodeLine(text: string, room: number): Line | null {
  const fields = parseRecord(text);
  if (fields === null) return null;
  if (typeof fields['integration'] === 'string') return { kind: 'part', part: decodePart(fields, room) };
  if (Array.isArray(fields['integrationNames'])) return { kind: 'totals' };
  if (typeof fields['error'] === 'string') {
    return { kind: 'error', message: cleanText(fields['error'], MAX_ERROR), ...optionalId('requestId', fields) };
  }
  return { kind: 'unknown' };
}

/** A ToolJump server's answer: it does not say which integration gave what. Null: no such answer. */
export function decodePlain(text: string): Part | null {
  const data = parseRecord(text)?.['data'];
  return Array.isArray(data) ? { integration: null, rank: 0, items: decodeItems(data, MAX_ITEMS) } : null;
}

/** How many of the items that `MAX_ITEMS` counts a part holds. */
export function sizeOf(part: Part): number {
  return part.items.reduce((sum, item) => sum + weight(item), 0);
}

function decodePart(fields: Readonly<Record<string, unknown>>, room: number): Part {
  const { integration, rank, results, error, cached, ms } = fields;
  return {
    integration: cleanText(String(integration), MAX_NAME),
    rank: Number.isSafeInteger(rank) ? Number(rank) : 0,
    items: Array.isArray(results) ? decodeItems(results, room) : [],
    ...(typeof error === 'string' && { error: cleanText(error, MAX_ERROR) }),
    ...optionalId('run', fields),
    ...(typeof cached === 'boolean' && { cached }),
    ...(typeof ms === 'number' && Number.isFinite(ms) && { ms }),
  };
}

function decodeItems(values: readonly unknown[], room: number): readonly Item[] {
  const kept: Item[] = [];
  let left = room;
  for (const [index, value] of values.entries()) {
    const item = decodeItem(value);
    if (item === null) continue;
    left -= weight(item);
    if (left < 0) return [...kept, moreThanFits(values.length - index)];
    kept.push(item);
  }
  return kept;
}

function moreThanFits(count: number): Item {
  return { type: 'text', content: `${count} more not shown`, status: 'none' };
}

function weight(item: Item): number {
  return item.type === 'dropdown' ? 1 + item.items.length : 1;
}

function optionalId<Key extends string>(
  key: Key,
  fields: Readonly<Record<string, unknown>>,
): Partial<Record<Key, string>> {
  const id = fields[key];
  return typeof id === 'string' ? ({ [key]: cleanText(id, MAX_ID) } as Record<Key, string>) : {};
}

function parseRecord(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return null;
  }
}
