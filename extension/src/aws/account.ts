/** The account and, where the page has it, the region of its session. */

import type { Json } from '../context/model.ts';

const ACCOUNT = /^\d{12}$/;

export interface Session {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** From `meta[name="awsc-session-data"]`; with several sessions in one browser the account is in the host as well. */
export function sessionOf(url: URL, document: Document): Session {
  const data = sessionData(document);
  const account = text(data, 'accountId', ACCOUNT) ?? /^(\d{12})-/.exec(url.hostname)?.[1];
  return { account, region: text(data, 'infrastructureRegion', REGION) };
}

/** `eu-west-1`, `us-gov-west-1`, `ap-southeast-2`, `us-iso-east-1`, `eusc-de-east-1`. */
export const REGION = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;

function sessionData(document: Document): Json {
  const content = document.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content');
  try {
    return JSON.parse(content ?? 'null') as Json;
  } catch {
    return null;
  }
}

/** The rest of the session's data (names, roles, identifiers) is never looked at. */
function text(data: Json, name: string, form: RegExp): string | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  const value = (data as Record<string, Json>)[name];
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
