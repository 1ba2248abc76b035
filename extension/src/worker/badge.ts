/** The mark on the extension's button: none, or a "!" where the server gives no answers. */

import { browser } from 'wxt/browser';

import type { Failure } from '../run/events.ts';

/** Failures that only the user can end, wherever the next page is; a busy server or one bad answer is none. */
const LASTING: readonly Failure['kind'][] = [
  'token-missing',
  'permission',
  'unreachable',
  'certificate',
  'timeout',
  'unauthorized',
];
const GREY = '#6e7781';

/** Null: all is well. */
export async function showBadge(failure: Failure | null): Promise<void> {
  const text = failure !== null && LASTING.includes(failure.kind) ? '!' : '';
  await browser.action.setBadgeText({ text });
  if (text !== '') await browser.action.setBadgeBackgroundColor({ color: GREY });
}
