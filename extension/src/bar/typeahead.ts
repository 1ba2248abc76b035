/** Finds an entry of a menu by the letters that are typed, as menus of the system do. */

/** ms after which the next letter begins a new word. */
const PAUSE = 600;

export interface Typed {
  readonly letters: string;
  /** ms, any clock that only goes forward. */
  readonly at: number;
}

export const NOTHING_TYPED: Typed = { letters: '', at: -Infinity };

export function type(typed: Typed, letter: string, now: number): Typed {
  const letters = now - typed.at > PAUSE ? '' : typed.letters;
  return { letters: letters + letter.toLowerCase(), at: now };
}

/** Whether a key belongs to a word: one character, and a space only inside. */
export function isLetter(key: string, typed: Typed, now: number): boolean {
  return /^.$/u.test(key) && (key !== ' ' || (typed.letters !== '' && now - typed.at <= PAUSE));
}

/** The index of the entry, from `current` on; the same letter again and again goes through all that begin so. */
export function find(labels: readonly string[], letters: string, current: number): number | null {
  const repeated = new Set(letters).size === 1;
  const wanted = repeated ? letters.slice(0, 1) : letters;
  const from = repeated ? current + 1 : Math.max(current, 0);
  for (let step = 0; step < labels.length; step += 1) {
    const index = (from + step) % labels.length;
    if (labels[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
