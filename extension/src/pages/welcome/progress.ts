/** How far a newcomer has come. Pure. */

import type { State, Verdict } from '../../messages/table.ts';
import { withManaged } from '../../settings/change.ts';

export type Step = 'server' | 'connect' | 'look';

export interface Progress {
  readonly done: readonly Step[];
  /** What to do next; null: nothing is left. */
  readonly now: Step | null;
}

/** What a look at the address where a server of one's own would be has told. */
export type Local = 'unknown' | 'running' | 'other' | 'nothing';

export function progressOf(state: State, local: Local): Progress {
  const { server, demo } = withManaged(state.settings, state.managed).connection;
  const connected = demo || (server !== null && state.token);
  const done: Step[] = [];
  if (connected || local === 'running') done.push('server');
  if (connected) done.push('connect');
  if (connected && state.requests.some((note) => note.items > 0)) done.push('look');
  const now = (['server', 'connect', 'look'] as const).find((step) => !done.includes(step));
  return { done, now: now ?? null };
}

/** Asked without a token that is good, a server of Skerry or ToolJump answers that it wants another. */
export function localOf(verdict: Verdict): Local {
  if (verdict.ok) return 'running';
  switch (verdict.failure.kind) {
    case 'unauthorized':
    case 'limited':
    case 'full':
      return 'running';
    case 'unreachable':
    case 'timeout':
      return 'nothing';
    case 'refused':
    case 'broken':
    case 'strange':
    case 'cut':
      return 'other';
    case 'unset':
    case 'token-missing':
    case 'permission':
    case 'certificate':
      return 'unknown';
  }
}
