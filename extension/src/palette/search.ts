/** Finding rows by what somebody types: all words must be there, in any order and anywhere, accents and case ignored. */

import type { Row } from './rows.ts';

/** What is looked at, in characters and words; longer contents and questions are searched by their beginning. */
const MOST_TEXT = 500;
const MOST_QUERY = 100;
const MOST_WORDS = 8;
/** Letters in order ("dply" finds "deploy") say nothing when they are few. */
const LEAST_SCATTERED = 3;

export interface Indexed {
  readonly row: Row;
  readonly content: string;
  /** What else a row is found by: its dropdown, integration, tooltip. */
  readonly more: string;
}

/** Without accents and case. */
export function foldText(text: string): string {
  return text.slice(0, MOST_TEXT).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

export function indexOf(rows: readonly Row[]): readonly Indexed[] {
  return rows.map((row) => ({
    row,
    content: foldText(row.content),
    more: [row.within, row.integration, row.tooltip].map((text) => foldText(text ?? '')).join('\n'),
  }));
}

export function wordsOf(query: string): readonly string[] {
  return foldText(query.slice(0, MOST_QUERY)).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

/** The best first; of equal ones, as they were. */
export function search(index: readonly Indexed[], words: readonly string[]): readonly Row[] {
  return index
    .map((indexed) => ({ row: indexed.row, score: scoreOf(indexed, words) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ row }) => row);
}

/** Null where a word is nowhere; a content that is just what was typed comes before one that only begins so. */
function scoreOf(indexed: Indexed, words: readonly string[]): number | null {
  let score = indexed.content === words.join(' ') ? 1 : 0;
  for (const word of words) {
    const found = scoreOfWord(indexed, word);
    if (found === 0) return null;
    score += found;
  }
  return score;
}

function scoreOfWord({ content, more }: Indexed, word: string): number {
  const at = content.indexOf(word);
  if (at === 0) return 5;
  if (at > 0) return startsWord(content, word, at) ? 4 : 3;
  if (more.includes(word)) return 2;
  return word.length >= LEAST_SCATTERED && isScattered(content, word) ? 1 : 0;
}

/** Whether the word begins a word of the content, at its first place or at a later one. */
function startsWord(content: string, word: string, first: number): boolean {
  for (let at = first; at >= 0; at = content.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(content.charAt(at - 1))) return true;
  }
  return false;
}

function isScattered(content: string, word: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = content.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
