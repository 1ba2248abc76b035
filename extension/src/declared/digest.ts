import type { AdapterDefinition } from './model.ts';

/** What somebody agreed to: SHA-256, in hex, of the definition as JSON with its keys in order. */
export async function digestOf(adapter: AdapterDefinition): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(ordered(adapter)));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, ordered(held)]));
}
