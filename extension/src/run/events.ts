/** What the worker tells of one run, in order: `kept` first if there is an answer from before, then items as they arrive,
 * at the end `done` or `failure`. */

import type { Item } from '../wire/items.ts';

/** The results of one integration. */
export interface Part {
  /** Null where the server does not say (ToolJump's answers). */
  readonly integration: string | null;
  /** Place in priority order, 0 first. */
  readonly rank: number;
  readonly items: readonly Item[];
  /** Why the integration failed. */
  readonly error?: string;
  /** The run's id in the server's log. */
  readonly run?: string;
  readonly cached?: boolean;
  /** Milliseconds from the request's start, on the server. */
  readonly ms?: number;
}

/** Why there is no answer. Each has its own words and its own action. */
export type Failure =
  | { readonly kind: 'unset' } // no server is configured
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'permission'; readonly origin: string } // the browser does not let us ask this server
  | { readonly kind: 'unreachable'; readonly server: string; readonly code?: string } // `code`: where the browser says it
  | { readonly kind: 'certificate'; readonly server: string; readonly code: string }
  | { readonly kind: 'timeout'; readonly server: string; readonly seconds: number }
  | { readonly kind: 'unauthorized'; readonly message: string } // 401
  | { readonly kind: 'limited'; readonly seconds: number } // 429
  | { readonly kind: 'full'; readonly seconds: number } // 503
  | { readonly kind: 'refused'; readonly status: number; readonly message: string; readonly requestId?: string } // 4xx
  | { readonly kind: 'broken'; readonly status: number; readonly message: string; readonly requestId?: string } // 5xx
  | { readonly kind: 'strange'; readonly message: string } // the answer is none that we understand
  | { readonly kind: 'cut'; readonly message: string }; // the stream ended before its end

export type RunEvent =
  | { readonly kind: 'kept'; readonly parts: readonly Part[]; readonly at: number } // ms since the epoch
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'done'; readonly ms: number } // from the page's question to the end
  | { readonly kind: 'failure'; readonly failure: Failure };
