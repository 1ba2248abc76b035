/** Settings that somebody gives: every value is checked, and the first that is wrong is named with its remedy. */

import { readAddress } from '../server/address.ts';
import { FIELDS, isRecord, type Field } from './fields.ts';
import type { SettingsChange } from './model.ts';

/** The fields that may be given, by part. */
export type Allowed = Readonly<Record<string, Readonly<Record<string, Field<unknown>>>>>;

export const ALL: Allowed = {
  connection: { ...FIELDS.connection },
  display: { ...FIELDS.display },
  providers: { ...FIELDS.providers },
  debugging: { ...FIELDS.debugging },
};

export type Checked = { readonly change: SettingsChange } | { readonly error: string };

export function checkChange(given: unknown, allowed: Allowed = ALL): Checked {
  if (!isRecord(given)) return { error: `the settings are ${shown(given)}: give an object` };
  const change: Record<string, Record<string, unknown>> = {};
  for (const [part, values] of Object.entries(given)) {
    const fields = entry(allowed, part);
    if (!fields) return { error: `${part} is no part of the settings: take it out (known: ${names(allowed)})` };
    if (!isRecord(values)) return { error: `${part} is ${shown(values)}: give an object` };
    const read: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(values)) {
      const field = entry(fields, key);
      if (!field) return { error: `${part}.${key} is no setting: take it out (known: ${names(fields)})` };
      read[key] = field.read(value);
      if (read[key] === undefined) return { error: problemOf(`${part}.${key}`, value, field) };
    }
    change[part] = read;
  }
  return { change };
}

function problemOf(name: string, value: unknown, field: Field<unknown>): string {
  const address = name === 'connection.server' && typeof value === 'string' ? readAddress(value) : null;
  if (address !== null && 'problem' in address) return `${name}: ${address.problem}`;
  return `${name} is ${shown(value)}: give ${field.give}`;
}

function entry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function names(table: object): string {
  return Object.keys(table).join(', ');
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
