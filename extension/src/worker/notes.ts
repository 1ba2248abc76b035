/** The last requests, for Debugging: times and outcomes, never what was said. */

import { browser } from 'wxt/browser';

import type { RequestNote } from '../messages/table.ts';
import { turns } from '../settings/turns.ts';

export interface Notes {
  readonly add: (note: RequestNote) => Promise<void>;
  /** The newest first. */
  readonly list: () => Promise<readonly RequestNote[]>;
}

export const MOST_NOTES = 50;
const KEY = 'requests';

export function notes(): Notes {
  const inTurn = turns();
  const list = async (): Promise<readonly RequestNote[]> =>
    ((await browser.storage.session.get(KEY))[KEY] as readonly RequestNote[] | undefined) ?? [];
  return {
    list,
    add: (note) =>
      inTurn(async () => {
        await browser.storage.session.set({ [KEY]: [note, ...(await list())].slice(0, MOST_NOTES) });
      }),
  };
}
