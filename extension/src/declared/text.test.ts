import { expect, it } from 'vitest';
import { clean, cut, trimmed } from './text.ts';

it.each([
  ['white space at the ends', ' \n a \t', 'a'],
  ['white space of all kinds', 'a\u00a0\u2003\r\n\u2028b', 'a b'],
  ['control characters', 'a\u0000\u0007b\u009fc', 'abc'],
  ['what turns the direction of writing', 'a\u202egnp.\u2066b', 'agnp.b'],
  ['what takes no place', 'a\u200b \ufeffb', 'a b'],
  ['nothing else', 'Zoë 👩‍💻 \\ <b> "x"', 'Zoë 👩‍💻 \\ <b> "x"'],
])('cleans %s', (_, text, expected) => {
  expect(clean(text)).toBe(expected);
});

it('cuts at 512 characters, and never through one', () => {
  expect(cut('a'.repeat(600))).toHaveLength(512);
  expect(cut(`${'a'.repeat(511)}👩`)).toBe('a'.repeat(511));
  expect(cut('\ud800a')).toBe('a');
});

it.each([
  [{ prefix: 'Issue ' }, 'Issue 5', '5'],
  [{ prefix: 'Issue ' }, 'issue 5', 'issue 5'],
  [{ suffix: '.git' }, 'a.git', 'a'],
  [{ prefix: 'a', suffix: 'a' }, 'a', ''],
  [{ split: '/', part: 0 }, 'a/b/c', 'a'],
  [{ split: '/', part: -1 }, 'a/b/c', 'c'],
  [{ split: '/', part: 3 }, 'a/b/c', ''],
  [{ split: '/', part: -4 }, 'a/b/c', ''],
  [{ split: '-', part: 0 }, 'abc', 'abc'],
  [{ prefix: '(', suffix: ')', split: ', ', part: 1 }, '(a, b)', 'b'],
  [{}, 'a', 'a'],
])('takes off %j of %s', (trims, text, expected) => {
  expect(trimmed(text, trims)).toBe(expected);
});
