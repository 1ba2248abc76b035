/** One request to a server. The only caller of `fetch` there is. */

import type { Failure } from '../run/events.ts';
import { readText } from './body.ts';
import { Failed } from './failed.ts';
import type { Network } from './network.ts';
import type { Patience } from './patience.ts';
import { failureOfRefusal } from './refusal.ts';

/** Whom to ask. */
export interface Target {
  /** As `readAddress` gives it. */
  readonly server: string;
  readonly token: string;
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly accept: string;
  /** JSON. */
  readonly body?: string;
}

/** Nothing of the browser's goes along: no cookies, no address of a page. Redirects are seen and not followed, the token
 * would go with them. */
const PLAIN = {
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} satisfies RequestInit;

/** Bytes of an answer that is no success: it has a sentence to say. */
const MAX_REFUSAL = 64 * 1024;
/** Chromium's certificate and TLS errors, and Firefox's. */
const CERTIFICATE = /ERR_(?:CERT|SSL|BAD_SSL)_|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_/;

/** The answer, if it is a success. Throws `Failed`; where the page has left, too, with whatever. */
export async function request(
  target: Target,
  question: Question,
  waiting: Patience,
  network: Network,
): Promise<Response> {
  const url = target.server + question.path;
  const watch = network.watch(url);
  try {
    const response = await network.fetch(url, {
      ...PLAIN,
      method: question.method,
      signal: waiting.signal,
      headers: {
        Authorization: `Bearer ${target.token}`,
        Accept: question.accept,
        ...(question.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(question.body !== undefined && { body: question.body }),
    });
    waiting.heard();
    if (response.ok) return response;
    throw new Failed(await refusalOf(response));
  } catch (error) {
    if (error instanceof Failed || waiting.signal.aborted) throw inTime(error, target, waiting);
    throw new Failed(await networkFailure(target, await watch.code(), network));
  } finally {
    watch.stop();
  }
}

/** The failure that an error means which came while an answer was awaited or read. */
export function inTime(error: unknown, target: Target, waiting: Patience): unknown {
  const seconds = waiting.exceeded();
  return seconds === null ? error : new Failed({ kind: 'timeout', server: target.server, seconds });
}

async function refusalOf(response: Response): Promise<Failure> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    return {
      kind: 'strange',
      message: 'it leads elsewhere (a redirect): a sign-in page may stand before it, or the address may have changed',
    };
  }
  const body = await readText(response, MAX_REFUSAL).catch(() => '');
  return failureOfRefusal({ status: response.status, header: (name) => response.headers.get(name), body });
}

/** `fetch` has one error for all that goes wrong before there is an answer that we may read. */
async function networkFailure(target: Target, code: string | null, network: Network): Promise<Failure> {
  const { server } = target;
  if (code !== null && CERTIFICATE.test(code)) return { kind: 'certificate', server, code };
  if (!(await network.permitted(server)) && (await isThere(target, network))) {
    return { kind: 'permission', origin: new URL(server).origin };
  }
  return { kind: 'unreachable', server, ...(code !== null && { code }) };
}

/** Whether there is an answer at all, unread: then it is only the browser that keeps it from us. Asked without the token. */
async function isThere({ server }: Target, network: Network): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5000);
    await network.fetch(`${server}/healthz`, { ...PLAIN, method: 'GET', mode: 'no-cors', redirect: 'follow', signal });
    return true;
  } catch {
    return false;
  }
}
