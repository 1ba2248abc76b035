/** Which stretches of a text the words of a question are, for showing why a row was found. */

import { foldText } from './search.ts';

export interface Stretch {
  readonly text: string;
  readonly hit: boolean;
}

export function stretches(text: string, words: readonly string[]): readonly Stretch[] {
  if (words.length === 0) return [{ text, hit: false }];
  const letters = Array.from(text);
  // A letter may fold to several ("ß", "ﬁ") or to none (an accent by itself): `owner` says whose each one is.
  const owner: number[] = [];
  let folded = '';
  letters.forEach((letter, at) => {
    const plain = foldText(letter);
    folded += plain;
    owner.push(...new Array<number>(plain.length).fill(at));
  });
  const hits = new Set<number>();
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      owner.slice(at, at + word.length).forEach((letter) => hits.add(letter));
    }
  }
  return joined(letters.map((letter, at) => ({ text: letter, hit: hits.has(at) })));
}

function joined(letters: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { text, hit } of letters) {
    const last = found.at(-1);
    if (last?.hit === hit) found[found.length - 1] = { text: last.text + text, hit };
    else found.push({ text, hit });
  }
  return found;
}
