/** Draws the bar. The worker puts it into a page that the reader found worth asking about. */

import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

import { copy } from '../src/bar/clipboard.ts';
import { commandsOf } from '../src/bar/commands.ts';
import { mount } from '../src/bar/mount.tsx';
import { receiveInTab } from '../src/messages/receive.ts';
import { send } from '../src/messages/send.ts';

export default defineUnlistedScript(() => {
  const handle = globalThis.skerry;
  // The worker may have been asked twice. A style element may be there: the reader's, in Firefox.
  if (!handle || handle.root.querySelector('div')) return;
  const commands = commandsOf();
  receiveInTab({
    'tab.focus': () => {
      commands.give('focus');
      return null;
    },
    'tab.palette': () => {
      commands.give('palette');
      return null;
    },
    'tab.palette-closed': () => {
      commands.give('palette-closed');
      return null;
    },
  });
  mount(
    handle,
    {
      retry: () => {
        handle.retry();
      },
      copy,
      openSettings: () => send('page.options', null),
      hide: (integration) => send('page.hide', { integration }),
      keepPlace: (place) => send('page.place', { place }),
      palette: async () => (await send('page.palette', null)).src,
    },
    commands,
  );
});
