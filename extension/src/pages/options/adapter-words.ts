/** What is said of a declared adapter to somebody who decides about it. */

import { describeAdapter } from '../../declared/describe.ts';
import type { AdapterDefinition } from '../../declared/model.ts';

export interface Reads {
  readonly path: string;
  readonly source: string;
}

export function readings(adapter: AdapterDefinition): readonly Reads[] {
  return describeAdapter(adapter).map((line) => {
    const at = line.indexOf(': ');
    return { path: line.slice(0, at), source: line.slice(at + 2) };
  });
}

export interface Difference {
  readonly kind: 'added' | 'gone';
  readonly text: string;
}

/** In the words that were agreed to: sites first, then values. Empty where only what no words tell is different. */
export function differences(before: AdapterDefinition, now: AdapterDefinition): readonly Difference[] {
  return [...between(before.hosts, now.hosts), ...between(describeAdapter(before), describeAdapter(now))];
}

function between(before: readonly string[], now: readonly string[]): readonly Difference[] {
  return [
    ...now.filter((text) => !before.includes(text)).map((text) => ({ kind: 'added' as const, text })),
    ...before.filter((text) => !now.includes(text)).map((text) => ({ kind: 'gone' as const, text })),
  ];
}

/** Enough of the SHA-256 to compare by eye: `9f86 d081 884c`. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ');
}
