/** What the palette's frame may ask. */

import type { Handlers } from '../messages/receive.ts';
import { sendToTab } from '../messages/send.ts';
import type { PaletteSender } from '../messages/sender.ts';
import { partsOf } from './tab-state.ts';
import type { World } from './world.ts';

export function paletteHandlers(world: World): Handlers<'palette', PaletteSender> {
  return {
    'palette.items': async ({ ticket }, { tabId }) => {
      if (!world.tickets.redeem(ticket, tabId)) throw new Error('the palette was not opened from the bar of this tab');
      const { settings } = await world.settings.read();
      const run = await world.tabs.get(tabId);
      return { parts: run ? partsOf(run, settings.display.hidden) : [], theme: settings.display.theme };
    },
    'palette.close': async (_, { tabId }) => {
      await sendToTab(tabId, 'tab.palette-closed', null);
      return null;
    },
  };
}
