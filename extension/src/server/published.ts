/** What a server publishes of itself. */

import { asRecord } from '../wire/decode-item.ts';
import { decodeConfig } from '../wire/decode-config.ts';
import { readText } from './body.ts';
import { Failed } from './failed.ts';
import type { Network } from './network.ts';
import { patience } from './patience.ts';
import { inTime, request, type Target } from './request.ts';

/** As it came: kept so, and decoded each time it is read. */
export interface RawPublished {
  readonly config: unknown;
  /** `adapters` of `GET /adapters`; none of a ToolJump server. */
  readonly adapters: readonly unknown[];
}

/** Bytes. */
const MAX_PUBLISHED = 4 * 1024 * 1024;
/** A file may have 64 KiB; nobody has more sites than this. */
const MAX_ADAPTERS = 200;

/** Throws `Failed`. */
export async function fetchPublished(target: Target, network: Network): Promise<RawPublished> {
  const [config, adapters] = await Promise.all([fetchConfig(target, network), fetchAdapters(target, network)]);
  return { config, adapters };
}

/** The body of `GET /config`, checked. Throws `Failed`. */
export async function fetchConfig(target: Target, network: Network): Promise<unknown> {
  const config = await get(target, '/config', network);
  if (decodeConfig(config) === null) throw strange('/config is none of a Skerry or ToolJump server');
  return config;
}

async function fetchAdapters(target: Target, network: Network): Promise<readonly unknown[]> {
  try {
    const body = await get(target, '/adapters', network);
    const adapters: unknown = asRecord(body)?.['adapters'];
    return Array.isArray(adapters) ? (adapters as readonly unknown[]).slice(0, MAX_ADAPTERS) : [];
  } catch (error) {
    // A ToolJump server: 404 without CORS headers, so that without the host permission we cannot even read the status.
    if (error instanceof Failed && (isNotFound(error) || error.failure.kind === 'permission')) return [];
    throw error;
  }
}

function isNotFound({ failure }: Failed): boolean {
  return failure.kind === 'refused' && failure.status === 404;
}

async function get(target: Target, path: string, network: Network): Promise<unknown> {
  const waiting = patience(new AbortController().signal);
  try {
    const question = { method: 'GET', path, accept: 'application/json' } as const;
    const response = await request(target, question, waiting, network);
    const text = await readText(response, MAX_PUBLISHED, waiting.heard);
    return JSON.parse(text);
  } catch (error) {
    const meant = inTime(error, target, waiting);
    if (meant instanceof Failed) throw meant;
    throw error instanceof SyntaxError
      ? strange(`${path} is no JSON: is this the address of a Skerry server?`)
      : new Failed({ kind: 'cut', message: `the connection was lost while ${path} was read` });
  } finally {
    waiting.stop();
  }
}

function strange(message: string): Failed {
  return new Failed({ kind: 'strange', message });
}
