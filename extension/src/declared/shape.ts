import { Refused } from './refused.ts';

/** The own properties of an object that has none but these keys. */
export function asObject<Key extends string>(
  value: unknown,
  where: string,
  keys: readonly Key[],
): Readonly<Partial<Record<Key, unknown>>> {
  const entries = asEntries(value, where, keys.length);
  const unknown = entries.find(([key]) => !keys.some((known) => known === key));
  if (unknown) throw new Refused(`${where} has "${unknown[0].slice(0, 60)}", which is not known`);
  return Object.fromEntries(entries) as Partial<Record<Key, unknown>>;
}

/** The own properties of an object, at most so many. */
export function asEntries(value: unknown, where: string, most: number): readonly [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(`${where} is no object`);
  const { length } = Object.keys(value);
  if (length > most) throw new Refused(`${where} has ${length} entries; at most ${most} are taken`);
  return Object.entries(value);
}

export function asString(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Refused(`${where} is no text`);
  return value;
}

export function asList(value: unknown, where: string, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) {
    throw new Refused(`${where} is no list of 1 to ${most}`);
  }
  return value as readonly unknown[];
}
