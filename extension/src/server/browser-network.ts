/** The browser's network. */

import { browser, type Browser } from 'wxt/browser';

import { patternOf } from './address.ts';
import type { ErrorWatch, Network } from './network.ts';

/** The event may come a little later than fetch's own error. */
const LATEST_MS = 200;

export const BROWSER_NETWORK: Network = {
  fetch: (url, init) => fetch(url, init),
  permitted: (server) => browser.permissions.contains({ origins: [patternOf(server)] }),
  watch,
};

type Errors = typeof browser.webRequest.onErrorOccurred;

function watch(url: string): ErrorWatch {
  // `webRequest` is an optional permission: without it there is no such API.
  const errors = (browser as { webRequest?: { onErrorOccurred: Errors } }).webRequest?.onErrorOccurred;
  if (errors === undefined) return { code: () => Promise.resolve(null), stop: () => undefined };
  let listener: (details: Browser.webRequest.OnErrorOccurredDetails) => void = () => undefined;
  const told = new Promise<string>((tell) => {
    listener = (details) => {
      if (details.url === url) tell(details.error);
    };
  });
  errors.addListener(listener, { urls: [patternOf(url)] });
  return {
    code: () => Promise.race([told, new Promise<null>((none) => setTimeout(none, LATEST_MS, null))]),
    stop: () => {
      errors.removeListener(listener);
    },
  };
}
