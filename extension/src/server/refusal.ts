/** What an answer that is no success means. */

import type { Failure } from '../run/events.ts';
import { asRecord, cleanText } from '../wire/decode-item.ts';

/** What of an answer decides. */
export interface Refusal {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** Possibly cut, possibly no JSON. */
  readonly body: string;
}

const MAX_MESSAGE = 500;
const MAX_ID = 64;
/** Where the server gives no time, or one beyond belief. */
const SOME_SECONDS = 30;
const MOST_SECONDS = 3600;

export function failureOfRefusal({ status, header, body }: Refusal): Failure {
  const told = parse(body);
  const message = messageOf(told) || `HTTP ${status}`;
  if (status === 401) return { kind: 'unauthorized', message };
  if (status === 429) return { kind: 'limited', seconds: secondsOf(header('retry-after')) };
  // A proxy whose server is down says 503 as well, but has no time to give.
  if (status === 503 && header('retry-after') !== null) {
    return { kind: 'full', seconds: secondsOf(header('retry-after')) };
  }
  const id = told?.['requestId'] ?? header('x-request-id');
  const requestId = typeof id === 'string' && id !== '' ? { requestId: cleanText(id, MAX_ID) } : {};
  return { kind: status >= 500 ? 'broken' : 'refused', status, message, ...requestId };
}

/** "Invalid request body: url URL must be a valid URL". */
function messageOf(told: Readonly<Record<string, unknown>> | null): string {
  const error = text(told?.['error']);
  const details = Array.isArray(told?.['details']) ? told['details'].slice(0, 5).map(detailOf) : [];
  const more = [text(told?.['message']), ...details].filter((part) => part !== '');
  return cleanText([error, ...more].filter((part) => part !== '').join(': '), MAX_MESSAGE);
}

function detailOf(value: unknown): string {
  const detail = asRecord(value);
  return `${text(detail?.['path'])} ${text(detail?.['message'])}`.trim();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `Retry-After` in seconds; its other form, a date, is not worth a parser: no server of ours gives it. */
function secondsOf(header: string | null): number {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), MOST_SECONDS) : SOME_SECONDS;
}

function parse(body: string): Readonly<Record<string, unknown>> | null {
  try {
    return asRecord(JSON.parse(body));
  } catch {
    return null;
  }
}
