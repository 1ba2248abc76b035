/** Asking another part of the extension. */

import { browser } from 'wxt/browser';

import type { Answer, Ask, MessageName } from './table.ts';

/** What goes over: `{name, ask}` there, one of these back. */
export type Reply<Name extends MessageName> = { readonly answer: Answer<Name> } | { readonly problem: string };

/** To the worker, from a content script or a page of the extension's own. Rejects where the worker refuses or fails. */
export async function send<Name extends Exclude<MessageName, `tab.${string}`>>(
  name: Name,
  ask: Ask<Name>,
): Promise<Answer<Name>> {
  return unwrap<Name>(name, await browser.runtime.sendMessage({ name, ask }));
}

/** From the worker to the content scripts of a tab's top frame. Rejects where none of ours listens there. */
export async function sendToTab<Name extends Extract<MessageName, `tab.${string}`>>(
  tabId: number,
  name: Name,
  ask: Ask<Name>,
): Promise<Answer<Name>> {
  return unwrap<Name>(name, await browser.tabs.sendMessage(tabId, { name, ask }, { frameId: 0 }));
}

function unwrap<Name extends MessageName>(name: Name, reply: Reply<Name> | undefined): Answer<Name> {
  if (reply === undefined) throw new Error(`nobody answered ${name}`);
  if ('problem' in reply) throw new Error(reply.problem);
  return reply.answer;
}
