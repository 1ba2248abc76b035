/** Who sent a message. The browser fills in what is looked at here, not the sender. */

import type { Browser } from 'wxt/browser';

/** A content script of ours in the top frame of a tab. */
export interface PageSender {
  readonly kind: 'page';
  readonly tabId: number;
  /** Of the document, `https://github.com`. */
  readonly origin: string;
}

/** The palette's frame in a tab. */
export interface PaletteSender {
  readonly kind: 'palette';
  readonly tabId: number;
}

/** Popup, options or welcome page. */
export interface OwnSender {
  readonly kind: 'own';
}

export type Sender = PageSender | PaletteSender | OwnSender;

/** What we know of ourselves: `browser.runtime.id` and the origin of `browser.runtime.getURL('')`. */
export interface Self {
  readonly id: string;
  readonly origin: string;
}

const OWN_PAGES = new Set(['/popup.html', '/options.html', '/welcome.html']);
const PALETTE_PAGE = '/palette.html';

/** Null: not one of ours, or in a place where we have no script (a frame inside a page, a page that is only prerendered). */
export function senderOf(sender: Browser.runtime.MessageSender, self: Self): Sender | null {
  if (sender.id !== self.id || sender.url === undefined || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  const tabId = sender.tab?.id;
  if (originOf(url) === self.origin) {
    if (OWN_PAGES.has(url.pathname)) return { kind: 'own' };
    return url.pathname === PALETTE_PAGE && tabId !== undefined ? { kind: 'palette', tabId } : null;
  }
  if (tabId === undefined || sender.frameId !== 0 || sender.origin === undefined) return null;
  return { kind: 'page', tabId, origin: sender.origin };
}

/** `URL.origin` is `null` for schemes that the platform at hand does not know: Node's and Firefox's own pages. */
export function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}
