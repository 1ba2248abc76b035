import type { Trims } from './model.ts';

const MAX_VALUE = 512; // characters

/** What people cannot see: control characters, and those that turn the direction of writing or take no place. */
const UNSEEN = /(?!\s)[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** On one line, white space as single blanks. */
export function clean(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

/** As much of a text as a value may have, and no half of a pair of surrogates. */
export function cut(text: string): string {
  return text
    .slice(0, MAX_VALUE)
    .replace(/\p{Cs}/gu, '')
    .trim();
}

/** Without what the adapter wants cut off, in this order. Empty where there is no such part. */
export function trimmed(text: string, { prefix = '', suffix = '', split, part = 0 }: Trims): string {
  let left = text;
  if (left.startsWith(prefix)) left = left.slice(prefix.length);
  if (left.endsWith(suffix)) left = left.slice(0, left.length - suffix.length);
  return split === undefined ? left : (left.split(split).at(part) ?? '');
}
