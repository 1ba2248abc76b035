import { Refused } from './refused.ts';

/** An object with none but these keys; null takes any. */
export function asObject(
  value: unknown,
  where: string,
  keys: readonly string[] | null,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(`${where} is no object`);
  const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
  if (typeof unknown === 'string') throw new Refused(`${where} has "${unknown.slice(0, 60)}", which is not known`);
  // Without a prototype: a key that is not there is undefined, whatever it is called.
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
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
