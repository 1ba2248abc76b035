import type { Json } from './model.ts';

/** Whether two JSON values are the same, whatever the order of their members. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && equal(member(a, name), member(b, name)));
}

function member(value: object, name: string): Json | undefined {
  return (value as Record<string, Json | undefined>)[name];
}
