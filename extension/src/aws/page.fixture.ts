/** Pages for tests. */

import { sessionOf } from './account.ts';
import { hashOf, pathOf, type ConsolePage } from './place.ts';
import { regionOf } from './region.ts';

export const IRELAND = 'https://eu-west-1.console.aws.amazon.com';
export const ACCOUNT = '<meta name="awsc-session-data" content=\'{"accountId":"123456789012"}\'>';

/** A page in eu-west-1 in the account 123456789012, if the HTML does not say otherwise. */
export function consolePage(address: string, html = ACCOUNT): ConsolePage {
  const url = new URL(address, IRELAND);
  const document = new DOMParser().parseFromString(html, 'text/html');
  const session = sessionOf(url, document);
  const region = regionOf(url, session);
  return { url, document, path: pathOf(url), hash: hashOf(url), account: session.account, region };
}
