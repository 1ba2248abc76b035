/** What a declared adapter reads, in plain words: this is what people agree to. */

import type { AdapterDefinition, Value } from './model.ts';

/** One line for each value that can be in a context, in the order of the adapter. */
export function describeAdapter(adapter: AdapterDefinition): readonly string[] {
  const sources = new Map<string, string[]>([['url', ['the address of the page']]]);
  for (const values of [adapter.values, ...adapter.pages.map((page) => page.values)]) {
    for (const [path, value] of Object.entries(values)) {
      const known = sources.get(path) ?? [];
      const words = describeValue(value);
      sources.set(path, known.includes(words) ? known : [...known, words]);
    }
  }
  return Array.from(sources, ([path, words]) => `${path}: ${words.join(', or ')}`);
}

/** Origin patterns to ask the browser for. */
export function originsOf(adapter: AdapterDefinition): readonly string[] {
  return adapter.hosts.map((host) => `https://${host}/*`);
}

function describeValue(value: Value): string {
  if ('text' in value) return `"${value.text}"`;
  if ('group' in value) return 'from the address';
  if (value.attribute === undefined) return `text of ${value.select}`;
  return `attribute ${value.attribute} of ${value.select}`;
}
