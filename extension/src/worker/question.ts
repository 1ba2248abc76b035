/** What a content script asks, checked: a page might have taken it over. Pure. */

import type { PageContext } from '../context/model.ts';
import { parseUrl } from '../server/address.ts';
import { asRecord } from '../wire/decode-item.ts';

/** Bytes of the JSON; the server takes no more than 102,400. */
export const MAX_CONTEXT = 100_000;

export type ReadQuestion = { readonly context: PageContext; readonly json: string } | { readonly problem: string };

/** `origin` is the page's, as the browser says. */
export function readQuestion(message: unknown, origin: string): ReadQuestion {
  const context = asRecord(asRecord(message)?.['context']);
  if (context === null || typeof context['type'] !== 'string' || typeof context['url'] !== 'string') {
    return { problem: 'the page asked without a context' };
  }
  if (parseUrl(context['url'])?.origin !== origin) return { problem: 'the page asked for a page of another site' };
  const json = JSON.stringify(context);
  const size = new TextEncoder().encode(json).length;
  if (size > MAX_CONTEXT) return { problem: `what was read has ${size} bytes: at most ${MAX_CONTEXT} are sent` };
  return { context: JSON.parse(json) as PageContext, json };
}
