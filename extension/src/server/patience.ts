/** How long a server may be silent. */

/** Chrome stops a worker whose fetch has no answer, or that sees no event, for 30 s. */
export const SILENCE_S = 25;
/** A stream that always says a little more ends, too. */
export const LONGEST_S = 120;

export interface Patience {
  /** Aborts when the time is over, and when the page has left. */
  readonly signal: AbortSignal;
  /** The seconds that were too many, if it was that. */
  readonly exceeded: () => number | null;
  /** The server said something. */
  readonly heard: () => void;
  /** To be called in the end, whatever happens. */
  readonly stop: () => void;
}

export function patience(page: AbortSignal, silence = SILENCE_S, longest = LONGEST_S): Patience {
  const over = new AbortController();
  let exceeded: number | null = null;
  const after = (seconds: number) =>
    setTimeout(() => {
      exceeded ??= seconds;
      over.abort();
    }, seconds * 1000);
  const whole = after(longest);
  let quiet = after(silence);
  return {
    signal: AbortSignal.any([page, over.signal]),
    exceeded: () => exceeded,
    heard() {
      clearTimeout(quiet);
      quiet = after(silence);
    },
    stop() {
      clearTimeout(whole);
      clearTimeout(quiet);
    },
  };
}
