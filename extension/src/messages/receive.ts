/** Answering messages: a table of handlers for each kind of sender. A message from anybody else is not answered. */

import { browser, type Browser } from 'wxt/browser';

import type { Reply } from './send.ts';
import { originOf, senderOf, type OwnSender, type PageSender, type PaletteSender, type Self } from './sender.ts';
import type { Answer, Ask, MessageName } from './table.ts';

/** Handlers of all messages with a prefix. They may throw; the asker's promise then rejects with the same message. */
export type Handlers<Prefix extends string, From> = {
  readonly [Name in Extract<MessageName, `${Prefix}.${string}`>]: (
    ask: Ask<Name>,
    from: From,
  ) => Answer<Name> | Promise<Answer<Name>>;
};

export interface WorkerHandlers {
  readonly page: Handlers<'page', PageSender>;
  readonly palette: Handlers<'palette', PaletteSender>;
  readonly own: Handlers<'own', OwnSender>;
}

export type TabHandlers = Partial<Handlers<'tab', null>>;

/** Each table answers only the kind of sender that it is named after. Call it at once when the worker starts. */
export function receive(handlers: WorkerHandlers): void {
  listen((name, sender) => {
    const from = senderOf(sender, self());
    if (from === null || !name.startsWith(`${from.kind}.`)) return null;
    const handler = entry(handlers[from.kind], name);
    return handler && ((ask) => handler(ask, from));
  });
}

/** For content scripts: answers what the worker sends to the tab. Several scripts may each answer some names.
 * Answers the way to stop. */
export function receiveInTab(handlers: TabHandlers): () => void {
  return listen((name, sender) => {
    // The worker is in no tab; another tab's content script cannot be the sender, the browser does not offer it the call.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return null;
    const handler = entry(handlers, name);
    return handler && ((ask) => handler(ask, null));
  });
}

/** What we know of ourselves, for `senderOf`. */
export function self(): Self {
  return { id: browser.runtime.id, origin: originOf(new URL(browser.runtime.getURL('/'))) };
}

type AnyHandler = (ask: unknown, from: unknown) => unknown;

function entry(table: object, name: string): AnyHandler | null {
  return Object.hasOwn(table, name) ? ((table as Record<string, AnyHandler | undefined>)[name] ?? null) : null;
}

type Find = (name: string, sender: Browser.runtime.MessageSender) => ((ask: unknown) => unknown) | null;

function listen(find: Find): () => void {
  const listener = (message: unknown, sender: Browser.runtime.MessageSender, respond: (reply: unknown) => void) => {
    if (typeof message !== 'object' || message === null || !('name' in message)) return false;
    if (typeof message.name !== 'string') return false;
    const handler = find(message.name, sender);
    if (handler === null) return false;
    void reply(handler, 'ask' in message ? message.ask : null).then(respond);
    return true; // The answer comes later. (Chrome 120 does not take a promise here.)
  };
  browser.runtime.onMessage.addListener(listener);
  return () => {
    browser.runtime.onMessage.removeListener(listener);
  };
}

async function reply(handler: (ask: unknown) => unknown, ask: unknown): Promise<Reply<MessageName>> {
  try {
    return { answer: (await handler(ask)) as Answer<MessageName> };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
