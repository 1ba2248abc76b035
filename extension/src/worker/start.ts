/** Puts the worker together. Everything that wakes it up is listened to here, at once: the browser starts it for an event
 * and looks who listens when its script has run. */

import { browser, type Browser } from 'wxt/browser';

import { receive } from '../messages/receive.ts';
import { sendToTab } from '../messages/send.ts';
import type { Network } from '../server/network.ts';
import { keepFromPages, settingsStore } from '../settings/store.ts';
import { agreed } from './agreed.ts';
import { showBadge } from './badge.ts';
import { keptAnswers } from './kept.ts';
import { listStore } from './lists.ts';
import { notes } from './notes.ts';
import { ownHandlers } from './own-handlers.ts';
import { pageHandlers } from './page-handlers.ts';
import { paletteHandlers } from './palette-handlers.ts';
import { answerRuns } from './runs.ts';
import { BUILT_IN_PATTERNS, syncScripts, tellTabs, wakeTabs, wantedPatterns } from './scripts.ts';
import { tabRuns } from './tabs.ts';
import { listsFor } from './target.ts';
import { tickets } from './tickets.ts';
import { turns } from '../settings/turns.ts';
import { whatChanged, type Changes } from './what-changed.ts';
import type { World } from './world.ts';

export function startWorker(network: Network, now: () => number = Date.now): World {
  const settings = settingsStore();
  const inTurn = turns();
  let connection = crypto.randomUUID();
  const follow = (): void => void inTurn(() => followLists(world)).catch(() => undefined);
  const world: World = {
    now,
    network,
    settings,
    connection: () => connection,
    lists: listStore(network, now, follow),
    kept: keptAnswers(now),
    notes: notes(),
    tabs: tabRuns(),
    tickets: tickets(now),
    agreed: agreed(),
  };

  void keepFromPages();
  receive({ page: pageHandlers(world), palette: paletteHandlers(world), own: ownHandlers(world) });
  answerRuns(world);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session') return;
    settings.forget();
    const what = whatChanged(changes, area);
    // At once: pages that say hello before the others are told have nothing to ask again.
    if (what?.connection === true) connection = crypto.randomUUID();
    if (what !== null) void inTurn(() => followSettings(what, world)).catch(() => undefined);
  });
  browser.permissions.onAdded.addListener(() => {
    follow();
    // Of the manifest's sites, those that the user allows one by one: the browser would begin with their next page.
    void wakeTabs(BUILT_IN_PATTERNS);
  });
  browser.permissions.onRemoved.addListener(follow);
  browser.tabs.onRemoved.addListener((tabId) => void world.tabs.forget(tabId));
  browser.commands.onCommand.addListener((command, tab) => void obey(command, tab));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void welcome(world);
  });
  return world;
}

/** The reader is where it has to be, and the pages that it is in look again. */
async function followLists(world: World): Promise<void> {
  const profile = await world.settings.read();
  await syncScripts(wantedPatterns(profile, await listsFor(profile, world)));
  await tellTabs(false);
}

async function followSettings(what: Changes, world: World): Promise<void> {
  if (what.connection) {
    // Another server, or another person.
    await world.kept.clear();
    await showBadge(null);
    // Before the new server's lists come: pages that are opened from now on ask it anyway.
    await tellTabs(true);
  }
  await followLists(world);
}

async function obey(command: string, tab: Browser.tabs.Tab | undefined): Promise<void> {
  const name = command === 'focus-bar' ? 'tab.focus' : command === 'open-palette' ? 'tab.palette' : null;
  if (name === null || tab?.id === undefined) return;
  await sendToTab(tab.id, name, null).catch(() => undefined); // No bar in this tab.
}

/** Pages that were open before the extension came get their bar, too. */
async function welcome(world: World): Promise<void> {
  const { managed } = await world.settings.read();
  // Where the administrator has set the server there is nothing to be done first.
  if (managed.server === undefined) await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  await wakeTabs(BUILT_IN_PATTERNS);
}
