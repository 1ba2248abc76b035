/** What each tab's page shows at the moment, for popup and palette. */

import { browser } from 'wxt/browser';

import type { PageContext } from '../context/model.ts';
import type { RunState } from '../run/reducer.ts';

export interface TabRun {
  readonly context: PageContext;
  readonly state: RunState;
}

export interface TabRuns {
  readonly get: (tabId: number) => Promise<TabRun | null>;
  /** While answers come in. */
  readonly note: (tabId: number, run: TabRun) => void;
  /** Also for a worker that the browser starts anew. */
  readonly keep: (tabId: number) => Promise<void>;
  /** Another page is in the tab, or the same one begins anew. */
  readonly greet: (tabId: number, origin: string) => Promise<void>;
  /** The origin of the page that said hello last; null where this worker has heard none. */
  readonly greeted: (tabId: number) => string | null;
  readonly forget: (tabId: number) => Promise<void>;
}

/** Characters; larger ones are known only as long as this worker lives. */
const LONGEST = 256 * 1024;
const nameOf = (tabId: number): string => `tab:${tabId}`;

export function tabRuns(): TabRuns {
  const runs = new Map<number, TabRun>();
  const origins = new Map<number, string>();
  const session = browser.storage.session;
  return {
    get: async (tabId) => {
      const name = nameOf(tabId);
      return runs.get(tabId) ?? ((await session.get(name))[name] as TabRun | undefined) ?? null;
    },
    note: (tabId, run) => {
      runs.set(tabId, run);
    },
    keep: async (tabId) => {
      const run = runs.get(tabId);
      if (run !== undefined && JSON.stringify(run).length <= LONGEST) await session.set({ [nameOf(tabId)]: run });
      else await session.remove(nameOf(tabId));
    },
    greet: async (tabId, origin) => {
      origins.set(tabId, origin);
      runs.delete(tabId);
      await session.remove(nameOf(tabId));
    },
    greeted: (tabId) => origins.get(tabId) ?? null,
    forget: async (tabId) => {
      origins.delete(tabId);
      runs.delete(tabId);
      await session.remove(nameOf(tabId));
    },
  };
}
