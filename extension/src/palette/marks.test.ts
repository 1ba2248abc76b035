import { expect, it } from 'vitest';
import { stretches } from './marks.ts';
import { wordsOf } from './search.ts';

/** Hits in brackets. */
const marked = (text: string, query: string): string =>
  stretches(text, wordsOf(query))
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join('');

it.each([
  ['Deploy history', '', 'Deploy history'],
  ['Deploy history', 'hist dep', '[Dep]loy [hist]ory'],
  ['Café', 'cafe', '[Café]'],
  ['Cafe\u0301 au lait', 'cafe', '[Cafe]\u0301 au lait'],
  ['🚀 go', 'go', '🚀 [go]'],
  ['ﬁx', 'fi', '[ﬁ]x'],
  ['banana', 'ana', 'b[ana]na'],
  ['aXb', 'ax xb', '[aXb]'],
  ['<b>', 'b', '<[b]>'],
  ['nothing', 'zzz', 'nothing'],
])('marks in %j for %j: %s', (text, query, expected) => {
  expect(marked(text, query)).toBe(expected);
});
