/** From what the reader tells to what the bar shows. */

import type { PageView } from '../page/handle.ts';
import { askedAgain, fold, type RunState, STARTED } from '../run/reducer.ts';

export interface Shown {
  readonly view: PageView;
  readonly run: RunState;
  /** What the screen showed when the question was asked. */
  readonly base: RunState;
}

/** A question that is asked again (Retry, a change of the settings) leaves what is there, marked, until it is answered; another
 * page's question begins with nothing. `now`: ms since the epoch. */
export function next(previous: Shown | null, view: PageView, now: number): Shown {
  const base = baseOf(previous, view, now);
  return { view, run: fold(view.events, base), base };
}

function baseOf(previous: Shown | null, view: PageView, now: number): RunState {
  if (previous === null || !sameContext(previous.view, view)) return STARTED;
  return previous.view.asked === view.asked ? previous.base : askedAgain(previous.run, now);
}

function sameContext(a: PageView, b: PageView): boolean {
  return a.context === b.context || JSON.stringify(a.context) === JSON.stringify(b.context);
}
