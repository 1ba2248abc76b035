/** Folds the events of one run into what can be drawn. Pure: no clock, no DOM. */

import type { Failure, Part, RunEvent } from './events.ts';

/** An integration's results, and whether they are of an earlier answer. */
export interface ShownPart {
  readonly part: Part;
  readonly stale: boolean;
}

export interface RunState {
  readonly phase: 'loading' | 'done' | 'failed';
  /** By rank. */
  readonly parts: readonly ShownPart[];
  readonly failure: Failure | null;
  /** When the kept answer was given, ms since the epoch; null where nothing of it is left. */
  readonly keptAt: number | null;
  /** How long the whole run took, for the page; null until it is done. */
  readonly ms: number | null;
}

export const STARTED: RunState = { phase: 'loading', parts: [], failure: null, keptAt: null, ms: null };

/** The state after `events`, in order, beginning with `from`. */
export function fold(events: readonly RunEvent[], from: RunState = STARTED): RunState {
  return events.reduce(step, from);
}

export function step(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'kept': {
      const fresh = state.parts.filter((shown) => !shown.stale);
      const kept = event.parts.filter((part) => !fresh.some((shown) => same(shown.part, part)));
      const parts = kept.reduce<readonly ShownPart[]>((into, part) => insert(into, { part, stale: true }), fresh);
      return settled({ ...state, parts, keptAt: event.at });
    }
    case 'part':
      return settled({ ...state, parts: replace(state.parts, event.part) });
    case 'done':
      // What the fresh answer does not have is gone: the page changed, or the integration was taken away.
      return {
        ...state,
        phase: 'done',
        parts: state.parts.filter((shown) => !shown.stale),
        keptAt: null,
        ms: event.ms,
      };
    case 'failure':
      return { ...state, phase: 'failed', failure: event.failure };
  }
}

/** The same question is asked once more: what is on the screen stays there, marked, until it is answered. */
export function askedAgain(state: RunState, at: number): RunState {
  const parts = state.parts.map((shown) => ({ part: shown.part, stale: true }));
  return { ...STARTED, parts, keptAt: parts.length > 0 ? (state.keptAt ?? at) : null };
}

function settled(state: RunState): RunState {
  return state.parts.some((shown) => shown.stale) ? state : { ...state, keptAt: null };
}

/** Takes the place of what the same integration had before; with another rank it moves to where it belongs. */
function replace(parts: readonly ShownPart[], part: Part): readonly ShownPart[] {
  const fresh = { part, stale: false };
  const at = parts.findIndex((shown) => same(shown.part, part));
  if (at < 0) return insert(parts, fresh);
  const there = parts[at];
  if (there?.part.rank === part.rank) return parts.with(at, fresh);
  return insert(parts.toSpliced(at, 1), fresh);
}

/** Behind everything that comes before it, so that what is already shown moves as little as can be. */
function insert(parts: readonly ShownPart[], shown: ShownPart): readonly ShownPart[] {
  const behind = parts.findLastIndex((other) => other.part.rank <= shown.part.rank);
  return parts.toSpliced(behind + 1, 0, shown);
}

/** A server that does not name its integrations (ToolJump's) is told apart by rank. */
function same(a: Part, b: Part): boolean {
  return a.integration === null || b.integration === null
    ? a.integration === b.integration && a.rank === b.rank
    : a.integration === b.integration;
}
