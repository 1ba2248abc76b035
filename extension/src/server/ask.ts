/** Asks a server what it has to say of a context. */

import type { Part } from '../run/events.ts';
import { decodeLine, decodePlain, MAX_ITEMS, sizeOf } from '../wire/decode.ts';
import { readLines, readText } from './body.ts';
import { Failed } from './failed.ts';
import type { Network } from './network.ts';
import { patience, type Patience } from './patience.ts';
import { inTime, request, type Target } from './request.ts';

const STREAM = 'application/x-ndjson';

/** `context` is JSON. Parts are told as they come; the promise is kept when all are there. Throws `Failed`; once `page` is
 * aborted it may throw anything, and nobody cares. */
export async function askContext(
  target: Target,
  context: string,
  page: AbortSignal,
  tell: (part: Part) => void,
  network: Network,
): Promise<void> {
  const waiting = patience(page);
  try {
    const question = {
      method: 'POST',
      path: '/context',
      accept: `${STREAM}, application/json;q=0.5`,
      body: context,
    } as const;
    const response = await request(target, question, waiting, network);
    await read(response, waiting, tell);
  } catch (error) {
    if (error instanceof Failed || page.aborted) throw error;
    const late = inTime(error, target, waiting);
    throw late === error ? cut('the connection was lost') : late;
  } finally {
    waiting.stop();
  }
}

async function read(response: Response, waiting: Patience, tell: (part: Part) => void): Promise<void> {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'no content type';
  if (type === STREAM) {
    await readStream(response, waiting, tell);
  } else if (type === 'application/json') {
    const part = decodePlain(await readText(response, undefined, waiting.heard));
    if (part === null) throw strange('it has no "data"');
    tell(part);
  } else {
    throw strange(`it answers with ${type.slice(0, 60)}, not with JSON: is this the address of a Skerry server?`);
  }
}

async function readStream(response: Response, waiting: Patience, tell: (part: Part) => void): Promise<void> {
  let room = MAX_ITEMS;
  for await (const text of readLines(response, waiting.heard)) {
    const line = decodeLine(text, room);
    if (line === null) throw strange('a line of its stream is no JSON object');
    if (line.kind === 'totals') return;
    if (line.kind === 'error') {
      const { message, requestId } = line;
      throw new Failed({ kind: 'broken', status: 200, message, ...(requestId !== undefined && { requestId }) });
    }
    if (line.kind === 'part') {
      tell(line.part);
      room = Math.max(0, room - sizeOf(line.part));
    }
  }
  throw cut('the stream ended before its totals');
}

function strange(message: string): Failed {
  return new Failed({ kind: 'strange', message });
}

function cut(message: string): Failed {
  return new Failed({ kind: 'cut', message });
}
