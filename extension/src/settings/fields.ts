/** What each setting may be. One table for all who read settings: storage, changes, and imported files. */

import { parseUrl, readAddress } from '../server/address.ts';
import type { Mode, Place, Settings, Theme } from './model.ts';

export interface Field<T> {
  /** Undefined: not a value of this setting. */
  read(value: unknown): T | undefined;
  /** Ends the sentence "X is ...: give ...". */
  readonly give: string;
}

type Fields = {
  readonly [Part in keyof Settings]: { readonly [Key in keyof Settings[Part]]: Field<Settings[Part][Key]> };
};

/** Longer lists are refused: far above what anybody types in. */
const MOST = 500;
/** Places of the floating bar that are kept. */
export const MOST_PLACES = 200;
/** An integration's name has at most 100 characters; ToolJump's servers tell none. */
const NAME = /^[^\p{Cc}]{1,100}$/u;
const ADAPTER_FILE = /^[^\p{Cc}]{1,300}$/u;
const DIGEST = /^[0-9a-f]{64}$/;
/** CSS pixels: larger than any screen. */
const FARTHEST = 100_000;

export const MODE = oneOf<Mode>('integrated', 'floating');
export const THEME = oneOf<Theme>('system', 'light', 'dark', 'contrast');
const ORIGINS = listOf(readOrigin, 'a list of origins like https://wiki.example.com');
export const FLAG: Field<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  give: 'true or false',
};

export const FIELDS: Fields = {
  connection: {
    server: { read: readServer, give: 'an https: address, an http: one of localhost or 127.0.0.1, or null' },
    demo: FLAG,
  },
  display: {
    mode: MODE,
    theme: THEME,
    off: ORIGINS,
    hidden: listOf((value) => matching(NAME, value), 'a list of names of integrations'),
    places: recordOf(readOrigin, readPlace, MOST_PLACES, 'origins with {"x", "y", "collapsed"}'),
  },
  providers: {
    github: FLAG,
    aws: FLAG,
    enterprise: ORIGINS,
    domains: ORIGINS,
    adapters: recordOf(
      (value) => matching(ADAPTER_FILE, value),
      (value) => matching(DIGEST, value),
      MOST,
      'files of adapters with the digests that were agreed to',
    ),
  },
  debugging: { overlay: FLAG, log: FLAG },
};

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `https://host` or `https://host:port`, exactly; `http:` too, for pages on this machine that the bar is off on. */
export function readOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 300) return undefined;
  const url = parseUrl(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value ? value : undefined;
}

function readServer(value: unknown): string | null | undefined {
  if (value === null) return null;
  if (typeof value !== 'string' || value.length > 2000) return undefined;
  const address = readAddress(value);
  return 'server' in address ? address.server : undefined;
}

export function readPlace(value: unknown): Place | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y, collapsed } = value;
  return isCoordinate(x) && isCoordinate(y) && typeof collapsed === 'boolean' ? { x, y, collapsed } : undefined;
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST; // NaN is not
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function oneOf<T extends string>(...values: readonly T[]): Field<T> {
  return { read: (value) => values.find((known) => known === value), give: `one of ${values.join(', ')}` };
}

function listOf<T>(read: (value: unknown) => T | undefined, give: string): Field<readonly T[]> {
  return {
    read(value) {
      if (!Array.isArray(value) || value.length > MOST) return undefined;
      const entries = value.map(read);
      return entries.every((entry) => entry !== undefined) ? [...new Set(entries)] : undefined;
    },
    give,
  };
}

function recordOf<T>(
  readKey: (value: unknown) => string | undefined,
  readValue: (value: unknown) => T | undefined,
  most: number,
  give: string,
): Field<Readonly<Record<string, T>>> {
  return {
    read(value) {
      if (!isRecord(value)) return undefined;
      const entries = Object.entries(value).map(([key, entry]) => [readKey(key), readValue(entry)] as const);
      const good = entries.filter((entry): entry is readonly [string, T & {}] => !entry.includes(undefined));
      return entries.length <= most && good.length === entries.length ? Object.fromEntries<T>(good) : undefined;
    },
    give,
  };
}
