/** Putting together what several collectors found. */

import type { Facts, Json } from './model.ts';

/** Objects are merged, anything else is replaced by what comes later. Undefined says nothing. */
export function merge(...parts: readonly (FactsFound | null | undefined)[]): Facts {
  const all: Record<string, Json> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part ?? {})) {
      if (value !== undefined) all[name] = joined(all[name], value);
    }
  }
  return all;
}

/** Facts as a collector writes them: what it did not find is undefined. */
export interface FactsFound {
  readonly [name: string]: string | FactsFound | undefined;
}

function joined(before: Json | undefined, value: string | FactsFound): Json {
  if (typeof value === 'string') return value;
  return merge(typeof before === 'object' ? (before as FactsFound) : null, value);
}
