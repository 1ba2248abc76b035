/** One question to the server, with all that is kept and noted of it. */

import type { PageContext } from '../context/model.ts';
import type { Failure, Part, RunEvent } from '../run/events.ts';
import { askContext } from '../server/ask.ts';
import { Failed } from '../server/failed.ts';
import type { Target } from '../server/request.ts';
import { showBadge } from './badge.ts';
import { keyOf } from './kept.ts';
import { log } from './log.ts';
import type { World } from './world.ts';

export interface Asking {
  readonly target: Target;
  readonly context: PageContext;
  /** The same as JSON: what is sent. */
  readonly json: string;
  /** Whether the debug log is on. */
  readonly log: boolean;
}

/** Tells `kept` if there is an answer from before, then each part. Throws `Failed`. */
export async function askServer(
  asking: Asking,
  tell: (event: RunEvent) => void,
  left: AbortSignal,
  world: World,
): Promise<void> {
  const key = await keyOf(asking.target.server, asking.json);
  const kept = await world.kept.find(key);
  if (kept !== null) tell({ kind: 'kept', ...kept });

  const started = world.now();
  const parts: Part[] = [];
  let first: number | null = null;
  const told = (part: Part): void => {
    first ??= world.now() - started;
    parts.push(part);
    tell({ kind: 'part', part });
  };
  const ended = async (outcome: string, failure: Failure | null): Promise<void> => {
    const total = world.now() - started;
    const items = parts.reduce((sum, part) => sum + part.items.length, 0);
    const { url } = asking.context;
    log(asking.log, 'asked', asking.context, { outcome, items, ms: total });
    await world.notes.add({ at: started, url, outcome, first, total, items, aborted: left.aborted });
    if (!left.aborted) await showBadge(failure);
  };
  try {
    await askContext(asking.target, asking.json, left, told, world.network);
  } catch (error) {
    const failure = error instanceof Failed ? error.failure : null;
    await ended(left.aborted ? 'aborted' : outcomeOf(failure), failure);
    throw error;
  }
  // Behind the answer: the page need not wait for what is for later.
  void world.kept.keep(key, parts).catch(() => undefined); // Only a store that is full: then it is not kept.
  void ended('200', null);
}

function outcomeOf(failure: Failure | null): string {
  if (failure === null) return 'error';
  return 'status' in failure && failure.status !== 200 ? String(failure.status) : failure.kind;
}
