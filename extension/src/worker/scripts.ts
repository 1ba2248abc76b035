/** Which sites, besides the manifest's, get the reader; and which tabs have to look again. */

import { browser, type Browser } from 'wxt/browser';

import { sendToTab } from '../messages/send.ts';
import { patternOf } from '../server/address.ts';
import type { CheckedAdapter, Lists } from './lists.ts';
import { isDomainOn, type Known } from './site.ts';

const ID = 'sites';
const READER = '/reader.js';
/** What the manifest's own entry reads. */
export const BUILT_IN_PATTERNS = ['https://github.com/*', 'https://*.console.aws.amazon.com/*'];

/** The patterns of everything that is switched on, sorted. */
export function wantedPatterns(known: Known, lists: Lists | null): readonly string[] {
  const { enterprise, domains, adapters } = known.settings.providers;
  const agreed = (lists?.adapters ?? []).filter(({ adapter, digest }) => adapters[adapter.file] === digest);
  const patterns = [
    ...enterprise.map(patternOf),
    ...domains.filter((origin) => isDomainOn(origin, known, lists)).map(patternOf),
    ...agreed.flatMap(patternsOfAdapter),
  ];
  return [...new Set(patterns)].sort();
}

/** Empty for a definition that is refused. */
export function patternsOfAdapter({ adapter }: CheckedAdapter): readonly string[] {
  return adapter.hosts.map((host) => `https://${host}/*`);
}

/** Registers the reader for what is switched on and granted, and starts it in tabs that are open there. */
export async function syncScripts(wanted: readonly string[]): Promise<void> {
  const granted = await Promise.all(wanted.map((pattern) => browser.permissions.contains({ origins: [pattern] })));
  const matches = wanted.filter((_, index) => granted[index]);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  const before = registered?.matches ?? [];
  if (before.join() === matches.join()) return;
  if (matches.length === 0) {
    await browser.scripting.unregisterContentScripts({ ids: [ID] });
  } else {
    const js = [READER.slice(1)];
    const script: Browser.scripting.RegisteredContentScript = {
      id: ID,
      matches: [...matches],
      js,
      runAt: 'document_start',
    };
    if (registered) await browser.scripting.updateContentScripts([script]);
    else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
  }
  await wakeTabs(matches.filter((pattern) => !before.includes(pattern)));
}

/** Starts the reader in open tabs of these sites, where it does not run already. */
export async function wakeTabs(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...patterns] });
  await Promise.allSettled(idsOf(tabs).map(wakeTab));
}

/** Rejects where the browser lets us run nothing. */
export async function wakeTab(tabId: number): Promise<void> {
  try {
    await sendToTab(tabId, 'tab.changed', { connection: false });
  } catch {
    await browser.scripting.executeScript({ target: { tabId }, files: [READER], injectImmediately: true });
  }
}

/** All pages that are read say hello again. Which tabs these are nobody has to know. */
export async function tellTabs(connection: boolean): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(idsOf(tabs).map((tabId) => sendToTab(tabId, 'tab.changed', { connection })));
}

function idsOf(tabs: readonly Browser.tabs.Tab[]): number[] {
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
}
