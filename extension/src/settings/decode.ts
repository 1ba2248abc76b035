/** Settings as they come out of storage: whatever is odd there becomes its default, and nothing throws. */

import { FIELDS, isRecord, MODE, readOrigin, THEME, type Field } from './fields.ts';
import { DEFAULTS, type Managed, type Settings } from './model.ts';

export function decodeSettings(kept: unknown): Settings {
  const parts = isRecord(kept) ? kept : {};
  return {
    connection: decodePart(FIELDS.connection, parts['connection'], DEFAULTS.connection),
    display: decodePart(FIELDS.display, parts['display'], DEFAULTS.display),
    providers: decodePart(FIELDS.providers, parts['providers'], DEFAULTS.providers),
    debugging: decodePart(FIELDS.debugging, parts['debugging'], DEFAULTS.debugging),
  };
}

type FieldsOf<Part> = { readonly [Key in keyof Part]: Field<Part[Key]> };

function decodePart<Part extends object>(fields: FieldsOf<Part>, kept: unknown, defaults: Part): Part {
  const values = isRecord(kept) ? kept : {};
  const decoded = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof Part & string)[]) {
    decoded[key] = fields[key].read(values[key]) ?? defaults[key];
  }
  return decoded;
}

/** The administrator's policy. The token of it is not here: see `tokenOf`. */
export function decodeManaged(policy: unknown): Managed {
  if (!isRecord(policy)) return {};
  const server = FIELDS.connection.server.read(policy['server']);
  const tokenSource = (['user', 'policy'] as const).find((source) => source === policy['tokenSource']);
  const theme = THEME.read(policy['theme']);
  const mode = MODE.read(policy['mode']);
  const domains = readAllowed(policy['domains']);
  return {
    ...(typeof server === 'string' && { server }),
    ...(tokenSource && { tokenSource }),
    ...(theme && { theme }),
    ...(mode && { mode }),
    ...(domains && { domains }),
  };
}

/** A list of what is allowed, were it left out for one bad entry, would allow everything: the good ones stay. */
function readAllowed(origins: unknown): readonly string[] | undefined {
  if (origins === undefined) return undefined;
  const entries = Array.isArray(origins) ? origins : [];
  return [...new Set(entries.map(readOrigin).filter((origin) => origin !== undefined))];
}

/** What an `Authorization` header can carry after `Bearer `: visible ASCII. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

export function readToken(value: unknown): string | null {
  return typeof value === 'string' && TOKEN.test(value) ? value : null;
}

/** The token that is sent: the policy's where the administrator says so, else the one that was typed in. */
export function tokenOf(policy: unknown, kept: unknown): string | null {
  const source = decodeManaged(policy).tokenSource;
  return readToken(source === 'policy' && isRecord(policy) ? policy['token'] : kept);
}
