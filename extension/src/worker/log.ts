/** The debug log: in the worker's own console, when it is switched on. Of a page it tells kind and origin, nothing else. */

import type { PageContext } from '../context/model.ts';

export interface Logged {
  readonly outcome: string;
  readonly items?: number;
  readonly ms?: number;
}

export function log(on: boolean, what: string, page: PageContext | string, logged: Logged): void {
  if (!on) return;
  const about = typeof page === 'string' ? { origin: page } : { type: page.type, origin: new URL(page.url).origin };
  // eslint-disable-next-line no-console -- that is what the switch in Debugging is for
  console.debug(`skerry: ${what}`, { ...about, ...logged });
}
