/** A page and a worker for tests: an address to set, ports that remember, events that come by hand. */

import type { PageContext } from '../context/model.ts';
import type { RunMessage, Site } from '../messages/table.ts';
import type { RunPort } from './session.ts';

export const SITE: Site = {
  reading: { kind: 'github' },
  connection: 'one',
  rules: null,
  display: { mode: 'integrated', theme: 'system', place: null, hidden: [] },
  overlay: false,
};

export const SHOP: PageContext = { type: 'github', url: 'https://github.com/acme/shop' };
export const SITE_PAGE: PageContext = { type: 'github', url: 'https://github.com/acme/site' };

/** The test environment has a way to set it, which TypeScript does not know. */
export function setAddress(url: string): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
}

export interface FakePort extends RunPort {
  readonly context: PageContext | null;
  readonly closed: boolean;
  tell(event: RunMessage): void;
  /** The other side is gone. */
  lose(): void;
}

export function fakePorts(): { readonly connect: () => FakePort; readonly ports: FakePort[] } {
  const ports: FakePort[] = [];
  const connect = () => {
    const port = fakePort();
    ports.push(port);
    return port;
  };
  return { connect, ports };
}

function fakePort(): FakePort {
  let onMessage: (message: RunMessage) => void = () => undefined;
  let onDisconnect: () => void = () => undefined;
  let context: PageContext | null = null;
  let closed = false;
  return {
    get context() {
      return context;
    },
    get closed() {
      return closed;
    },
    onMessage: {
      addListener: (listener) => {
        onMessage = listener;
      },
    },
    onDisconnect: {
      addListener: (listener) => {
        onDisconnect = listener;
      },
    },
    postMessage: (question) => {
      ({ context } = question);
    },
    disconnect: () => {
      closed = true;
    },
    tell: (event) => {
      onMessage(event);
    },
    lose: () => {
      closed = true;
      onDisconnect();
    },
  };
}
