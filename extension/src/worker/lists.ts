/** The server's lists: what its integrations can match, custom domains, declared adapters. Kept in `storage.local`, used
 * while newer ones are fetched, so that a page waits for them only once in the life of an installation. */

import { browser } from 'wxt/browser';

import { digestOf } from '../declared/digest.ts';
import type { AdapterDefinition } from '../declared/model.ts';
import { validateAdapter } from '../declared/validate.ts';
import type { Failure } from '../run/events.ts';
import { Failed } from '../server/failed.ts';
import type { Network } from '../server/network.ts';
import { fetchPublished, type RawPublished } from '../server/published.ts';
import type { Target } from '../server/request.ts';
import { asRecord, cleanText } from '../wire/decode-item.ts';
import { decodeConfig, type Published } from '../wire/decode-config.ts';

export interface CheckedAdapter {
  readonly adapter: AdapterDefinition;
  readonly digest: string;
  /** Why the definition is refused: `adapter` then has a name at most. */
  readonly problem?: string;
}

export interface Lists extends Published {
  readonly server: string;
  /** When they were fetched, ms since the epoch. */
  readonly at: number;
  readonly adapters: readonly CheckedAdapter[];
}

export interface ListStore {
  /** What is known, however old; null: nothing. Newer ones are fetched behind it. */
  readonly current: (target: Target) => Promise<Lists | null>;
  /** The same, but waits a little for the first ones, unless they could not be fetched just now. */
  readonly soon: (target: Target) => Promise<Lists | null>;
  /** Waits for the first ones. Throws `Failed`. */
  readonly need: (target: Target) => Promise<Lists>;
  /** Fetches now. Throws `Failed`. */
  readonly refresh: (target: Target) => Promise<Lists>;
  /** Why the last fetch was in vain. */
  readonly failure: () => Failure | null;
}

/** Older lists are fetched again, behind what is shown. */
const FRESH_MS = 60_000;
/** After a failure not before that. */
const RETRY_MS = 10_000;
/** How long a page waits for lists that were never fetched; what it then asks waits in its run. */
const PATIENCE_MS = 2000;
const KEY = 'published';

interface Kept extends RawPublished {
  readonly server: string;
  readonly at: number;
}

/** `changed` is called when lists that were fetched differ from those before. */
export function listStore(network: Network, now: () => number, changed: () => void): ListStore {
  let known: Promise<Lists | null> | null = null;
  let fetching: { readonly target: Target; readonly lists: Promise<Lists> } | null = null;
  let failed: { readonly failure: Failure; readonly at: number } | null = null;

  const stored = async (target: Target): Promise<Lists | null> => {
    const lists = await (known ??= readKept());
    return lists?.server === target.server ? lists : null;
  };

  const fetchNow = async (target: Target): Promise<Lists> => {
    const before = await stored(target);
    try {
      const raw = await fetchPublished(target, network);
      const kept: Kept = { server: target.server, at: now(), config: raw.config, adapters: raw.adapters };
      const lists = await decodeKept(kept);
      if (lists === null) throw new Failed({ kind: 'strange', message: 'what it publishes cannot be read' });
      failed = null;
      known = Promise.resolve(lists);
      await browser.storage.local.set({ [KEY]: kept });
      if (fingerprint(before) !== fingerprint(lists)) changed();
      return lists;
    } catch (error) {
      if (error instanceof Failed) failed = { failure: error.failure, at: now() };
      throw error;
    }
  };

  const refresh = (target: Target): Promise<Lists> => {
    if (fetching?.target.server === target.server && fetching.target.token === target.token) return fetching.lists;
    const lists = fetchNow(target).finally(() => {
      if (fetching?.lists === lists) fetching = null;
    });
    fetching = { target, lists };
    return lists;
  };

  const failedJustNow = (): boolean => failed !== null && now() - failed.at < RETRY_MS;

  const current = async (target: Target): Promise<Lists | null> => {
    const lists = await stored(target);
    const due = lists !== null && now() - lists.at > FRESH_MS && !failedJustNow();
    if (due) void refresh(target).catch(() => undefined); // `failure` tells it.
    return lists;
  };

  const soon = async (target: Target): Promise<Lists | null> => {
    const lists = await current(target);
    if (lists !== null || failedJustNow()) return lists;
    const late = new Promise<null>((over) => setTimeout(over, PATIENCE_MS, null));
    return Promise.race([refresh(target).catch(() => null), late]);
  };

  return {
    current,
    soon,
    need: async (target) => (await current(target)) ?? refresh(target),
    refresh,
    failure: () => failed?.failure ?? null,
  };
}

function fingerprint(lists: Lists | null): string {
  return JSON.stringify({ ...lists, at: 0 });
}

async function readKept(): Promise<Lists | null> {
  const kept = asRecord((await browser.storage.local.get(KEY))[KEY]);
  if (kept === null || typeof kept['server'] !== 'string' || typeof kept['at'] !== 'number') return null;
  const adapters = Array.isArray(kept['adapters']) ? kept['adapters'] : [];
  return decodeKept({ server: kept['server'], at: kept['at'], config: kept['config'], adapters });
}

async function decodeKept(kept: Kept): Promise<Lists | null> {
  const published = decodeConfig(kept.config);
  if (published === null) return null;
  const adapters = await Promise.all(kept.adapters.map(checkAdapter));
  return { ...published, server: kept.server, at: kept.at, adapters };
}

async function checkAdapter(value: unknown): Promise<CheckedAdapter> {
  const validated = validateAdapter(value);
  if ('adapter' in validated) return { adapter: validated.adapter, digest: await digestOf(validated.adapter) };
  const named = asRecord(value) ?? {};
  const text = (key: string) => (typeof named[key] === 'string' ? cleanText(named[key], 100) : '');
  const adapter = { file: text('file'), name: text('name'), description: '', hosts: [], values: {}, pages: [] };
  return { adapter, digest: '', problem: cleanText(validated.problem, 500) };
}
