/** What the popup says of a tab. */

import { browser } from 'wxt/browser';

import { isAddressOf } from '../context/clean-url.ts';
import type { TabState } from '../messages/table.ts';
import type { Part } from '../run/events.ts';
import { parseUrl, patternOf } from '../server/address.ts';
import { decideSite } from './site.ts';
import type { TabRun } from './tabs.ts';
import { listsFor } from './target.ts';
import type { World } from './world.ts';

const NOTHING = { context: null, parts: [], failure: null } as const;

export async function tabState(tabId: number, world: World): Promise<TabState> {
  // The address is told by `activeTab`, which the click that opened the popup gives, or by a host permission.
  const url = parseUrl((await browser.tabs.get(tabId)).url ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) return { origin: null, state: 'restricted', ...NOTHING };
  const { origin } = url;
  const profile = await world.settings.read();
  const site = decideSite(origin, profile, await listsFor(profile, world));
  if (site.reading === null) return { origin, state: site.why, ...NOTHING };
  const run = await world.tabs.get(tabId);
  if (run !== null && isAddressOf(url, run.context)) {
    const parts = partsOf(run, profile.settings.display.hidden);
    return { origin, state: 'shown', context: run.context, parts, failure: run.state.failure };
  }
  // The reader runs there, so what it read can only be something that no rule is for.
  if (world.tabs.greeted(tabId) === origin) return { origin, state: 'no-match', ...NOTHING };
  const allowed = await browser.permissions.contains({ origins: [patternOf(origin)] });
  return { origin, state: allowed ? 'no-match' : 'not-allowed', ...NOTHING };
}

/** What is shown, without what the user hides. */
export function partsOf(run: TabRun, hidden: readonly string[]): readonly Part[] {
  return run.state.parts.map(({ part }) => part).filter(({ integration }) => !hidden.includes(integration ?? ''));
}
