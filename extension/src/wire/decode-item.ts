/** Items from a server that may say anything: what comes out can be drawn as it is. */

import type { Entry, Item, Status } from './items.ts';

const MAX_CONTENT = 10_000;
const MAX_TOOLTIP = 500;
const MAX_ICON = 64;
const MAX_HREF = 8192;
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const STATUSES: readonly Status[] = ['important', 'relevant', 'success', 'none'];

/** Control characters but tab and line feed; and those that turn the direction of what follows, so that a text cannot
 * pass for another one (https://trojansource.codes). */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Null: no item that we know. */
export function decodeItem(value: unknown): Item | null {
  const fields = asRecord(value);
  const common = fields && decodeCommon(fields);
  if (!common) return null;
  const linked = { ...common, ...decodeHref(fields['href']) };
  switch (fields['type']) {
    case 'text':
      // A text may have a link of its own: it is drawn as one.
      return linked.href === undefined ? { type: 'text', ...common } : { type: 'link', ...linked };
    case 'link':
      return { type: 'link', ...linked };
    case 'dropdown':
      return Array.isArray(fields['items'])
        ? { type: 'dropdown', ...linked, items: fields['items'].flatMap(decodeEntry) }
        : null;
    default:
      return null;
  }
}

/** A text that can be shown: bounded, well-formed, without characters that nobody sees. */
export function cleanText(text: string, most: number): string {
  return text
    .slice(0, 2 * most)
    .replace(UNSEEN, '')
    .slice(0, most)
    .toWellFormed();
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function decodeEntry(value: unknown): Entry[] {
  const fields = asRecord(value);
  const common = fields && decodeCommon(fields);
  return common ? [{ ...common, ...decodeHref(fields['href']) }] : [];
}

function decodeCommon(fields: Readonly<Record<string, unknown>>): Omit<Entry, 'href'> | null {
  const { content, status, icon, tooltip } = fields;
  if (typeof content !== 'string') return null;
  const shownIcon = typeof icon === 'string' && icon.length <= MAX_ICON ? cleanText(icon, MAX_ICON) : '';
  const shownTooltip = typeof tooltip === 'string' ? cleanText(tooltip, MAX_TOOLTIP) : '';
  const shown = cleanText(content, MAX_CONTENT);
  // Nothing to read, nothing to click on.
  if (shown.trim() === '' && shownIcon === '') return null;
  return {
    content: shown,
    status: STATUSES.find((known) => known === status) ?? 'none',
    ...(shownIcon !== '' && { icon: shownIcon }),
    ...(shownTooltip !== '' && { tooltip: shownTooltip }),
  };
}

function decodeHref(href: unknown): { href?: string } {
  if (typeof href !== 'string' || href.length > MAX_HREF || !URL.canParse(href)) return {};
  const url = new URL(href);
  return SCHEMES.has(url.protocol) ? { href: url.href } : {};
}
