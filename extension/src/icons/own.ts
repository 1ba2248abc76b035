/** Symbols that we drew, as lines in the same box of 24 x 24. */

export const OWN = {
  /** Skerry's own: a rock between waves. */
  skerry:
    'M4 15 9 5.5l3 4.5 2.5-3L20 15M2 18.5c1.25-1.3 2.5-1.3 3.75 0s2.5 1.3 3.75 0 2.5-1.3 3.75 0 2.5 1.3 3.75 0 2.5-1.3 3.75 0',
} as const;
