/** What content scripts may ask. */

import { browser } from 'wxt/browser';

import type { Handlers } from '../messages/receive.ts';
import type { PageSender } from '../messages/sender.ts';
import type { Site } from '../messages/table.ts';
import { changed, toggled, withPlace } from '../settings/change.ts';
import { FIELDS, readPlace } from '../settings/fields.ts';
import { asRecord } from '../wire/decode-item.ts';
import { parseUrl } from '../server/address.ts';
import { log } from './log.ts';
import { decideSite } from './site.ts';
import { listsFor } from './target.ts';
import type { World } from './world.ts';

export function pageHandlers(world: World): Handlers<'page', PageSender> {
  return {
    'page.hello': (ask, from) => hello(ask, from, world),
    'page.draw': async (_, { tabId }) => {
      await browser.scripting.executeScript({
        target: { tabId, frameIds: [0] },
        files: ['/bar.js'],
        injectImmediately: true,
      });
      return null;
    },
    'page.place': async (ask, { origin }) => {
      const place = readPlace(asRecord(ask)?.['place']);
      if (place === undefined) throw new Error('this is no place for the bar');
      await world.settings.change((own) => withPlace(own, origin, place));
      return null;
    },
    'page.palette': (_, { tabId }) => ({
      src: `${browser.runtime.getURL('/palette.html')}#${world.tickets.issue(tabId)}`,
    }),
    'page.options': async () => {
      await browser.runtime.openOptionsPage();
      return null;
    },
    'page.hide': async (ask) => {
      const names = FIELDS.display.hidden.read([asRecord(ask)?.['integration']]);
      if (names === undefined) throw new Error('this is no name of an integration');
      await world.settings.change((own) =>
        changed(own, {
          display: { hidden: names.reduce((all, name) => toggled(all, name, true), own.display.hidden) },
        }),
      );
      return null;
    },
  };
}

async function hello(ask: unknown, from: PageSender, world: World): Promise<Site> {
  const url = asRecord(ask)?.['url'];
  if (typeof url !== 'string' || parseUrl(url)?.origin !== from.origin) {
    throw new Error('the page said hello for a page of another site');
  }
  // Before the settings are read: if they change meanwhile, the page asks once more rather than never.
  const connection = world.connection();
  const profile = await world.settings.read();
  const { display, debugging } = profile.settings;
  const site = decideSite(from.origin, profile, await listsFor(profile, world));
  log(debugging.log, 'hello', from.origin, { outcome: site.reading === null ? site.why : site.reading.kind });
  if (asRecord(ask)?.['again'] !== true) await world.tabs.greet(from.tabId, from.origin);
  return {
    reading: site.reading,
    connection,
    rules: site.reading === null ? [] : site.rules,
    display: {
      mode: display.mode,
      theme: display.theme,
      place: display.places[from.origin] ?? null,
      hidden: display.hidden,
    },
    overlay: debugging.overlay,
  };
}
