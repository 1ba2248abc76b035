/** Reads pages. Runs in each top frame of the sites that it is allowed on, before the page draws anything. */

import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

import { receiveInTab } from '../src/messages/receive.ts';
import { send } from '../src/messages/send.ts';
import { RUN_PORT } from '../src/messages/table.ts';
import { startReader, type Reader } from '../src/page/reader.ts';

declare global {
  /** Of the copy of this script that was here first. */
  var skerryReader: Reader | undefined;
}

export default defineUnlistedScript(() => {
  if (globalThis.skerryReader) globalThis.skerryReader.wake();
  else if (window.top === window && document.contentType.includes('html')) whenShown(start);
});

function start(): void {
  const reader = startReader(
    window,
    {
      hello: (url, again) => send('page.hello', { url, again }),
      draw: () => send('page.draw', null),
      connect: () => browser.runtime.connect({ name: RUN_PORT }),
      // Undefined once the extension was updated or removed, whatever the types say.
      alive: () => (browser.runtime as { readonly id?: string } | undefined)?.id !== undefined,
    },
    (handle) => {
      globalThis.skerry = handle;
    },
  );
  globalThis.skerryReader = reader;
  receiveInTab({
    'tab.changed': ({ connection }) => {
      reader.renew(connection);
      return null;
    },
  });
}

/** A page that is prepared in case somebody wants it is nobody's page yet: it has no tab. */
function whenShown(act: () => void): void {
  if ((document as { readonly prerendering?: boolean }).prerendering === true) {
    document.addEventListener('prerenderingchange', act, { once: true });
  } else act();
}
