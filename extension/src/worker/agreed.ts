/** The definitions of adapters that were agreed to, so that a changed one can be shown beside them. Which digest holds is
 * in the settings; here is only what it stood for. */

import { browser } from 'wxt/browser';

import type { AdapterDefinition } from '../declared/model.ts';
import { validateAdapter } from '../declared/validate.ts';
import { asRecord } from '../wire/decode-item.ts';
import { turns } from '../settings/turns.ts';

export interface Agreed {
  readonly get: (file: string) => Promise<AdapterDefinition | null>;
  /** Null forgets it. */
  readonly set: (file: string, adapter: AdapterDefinition | null) => Promise<void>;
}

const KEY = 'agreed';

export function agreed(): Agreed {
  const inTurn = turns();
  const read = async (): Promise<Readonly<Record<string, unknown>>> =>
    asRecord((await browser.storage.local.get(KEY))[KEY]) ?? {};
  return {
    get: async (file) => {
      const kept = await read();
      const validated = Object.hasOwn(kept, file) ? validateAdapter(kept[file]) : null;
      return validated !== null && 'adapter' in validated ? validated.adapter : null;
    },
    set: (file, adapter) =>
      inTurn(async () => {
        const others = Object.entries(await read()).filter(([other]) => other !== file);
        const entries = adapter === null ? others : [...others, [file, adapter] as const];
        await browser.storage.local.set({ [KEY]: Object.fromEntries(entries) });
      }),
  };
}
