/** Tickets of palette frames. Any page may put a frame with our palette into itself; only one that our own content script
 * asked for, in the same tab, just now, is told the page's results. */

export interface Tickets {
  readonly issue: (tabId: number) => string;
  /** Whether the ticket is this tab's and still good; then it was so for the last time. */
  readonly redeem: (ticket: string, tabId: number) => boolean;
}

const GOOD_MS = 60_000;

/** In memory: a worker that is stopped in that minute takes its tickets along, and the palette is opened again. */
export function tickets(now: () => number): Tickets {
  const issued = new Map<string, { readonly tabId: number; readonly until: number }>();
  return {
    issue: (tabId) => {
      for (const [ticket, { until }] of issued) if (until <= now()) issued.delete(ticket);
      const ticket = crypto.randomUUID();
      issued.set(ticket, { tabId, until: now() + GOOD_MS });
      return ticket;
    },
    redeem: (ticket, tabId) => {
      const entry = issued.get(ticket);
      if (entry?.tabId !== tabId) return false;
      issued.delete(ticket);
      return entry.until > now();
    },
  };
}
