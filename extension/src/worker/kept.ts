/** Last good answers, to be shown at once while newer ones are on their way. In `storage.session`: memory, not disk. */

import { browser } from 'wxt/browser';

import type { Part } from '../run/events.ts';
import { turns } from '../settings/turns.ts';

export interface KeptAnswer {
  readonly parts: readonly Part[];
  /** ms since the epoch. */
  readonly at: number;
}

export interface KeptAnswers {
  readonly find: (key: string) => Promise<KeptAnswer | null>;
  readonly keep: (key: string, parts: readonly Part[]) => Promise<void>;
  /** For another server or another person. */
  readonly clear: () => Promise<void>;
}

export const MOST_ANSWERS = 200;
/** Characters of all together, and of one. The browser gives `storage.session` 10 MB. */
const MOST_CHARACTERS = 2 * 1024 * 1024;
const LONGEST = 512 * 1024;
/** What is older misleads more than it helps. */
const OLDEST_MS = 24 * 60 * 60 * 1000;

/** The keys in the order of their age, and how much each holds. */
interface IndexEntry {
  readonly key: string;
  readonly size: number;
}

const INDEX = 'answers';
const nameOf = (key: string): string => `answer:${key}`;

/** What an answer is found by: server and context. */
export async function keyOf(server: string, context: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${server}\n${context}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function keptAnswers(now: () => number): KeptAnswers {
  const inTurn = turns();
  const session = browser.storage.session;
  const readIndex = async (): Promise<readonly IndexEntry[]> =>
    ((await session.get(INDEX))[INDEX] as readonly IndexEntry[] | undefined) ?? [];

  return {
    find: async (key) => {
      const kept = (await session.get(nameOf(key)))[nameOf(key)] as KeptAnswer | undefined;
      return kept !== undefined && now() - kept.at < OLDEST_MS ? kept : null;
    },
    keep: (key, parts) =>
      inTurn(async () => {
        const answer: KeptAnswer = { parts, at: now() };
        const size = JSON.stringify(answer).length;
        const others = (await readIndex()).filter((entry) => entry.key !== key);
        const { stay, leave } = makeRoom(size > LONGEST ? others : [...others, { key, size }]);
        await session.remove([...leave.map((entry) => nameOf(entry.key)), ...(size > LONGEST ? [nameOf(key)] : [])]);
        await session.set({ [INDEX]: stay, ...(size <= LONGEST && { [nameOf(key)]: answer }) });
      }),
    clear: () =>
      inTurn(async () => {
        await session.remove([INDEX, ...(await readIndex()).map((entry) => nameOf(entry.key))]);
      }),
  };
}

/** The newest that fit stay. */
function makeRoom(entries: readonly IndexEntry[]): { stay: readonly IndexEntry[]; leave: readonly IndexEntry[] } {
  let size = 0;
  let first = entries.length;
  while (first > 0 && entries.length - first < MOST_ANSWERS) {
    size += entries[first - 1]?.size ?? 0;
    if (size > MOST_CHARACTERS) break;
    first -= 1;
  }
  return { stay: entries.slice(first), leave: entries.slice(0, first) };
}
