import { describe, expect, it } from 'vitest';

import type { Part } from '../run/events.ts';
import { alarmOf, cellsOf, integrationsOf, summaryOf } from './cells.ts';

function shown(integration: string | null, contents: string[], more: Partial<Part> = {}) {
  const items = contents.map((content) => ({ type: 'text' as const, content, status: 'none' as const }));
  return { part: { integration, rank: 0, items, ...more }, stale: false };
}

describe('cellsOf', () => {
  it('is one cell per item, the first of each integration marked, a failure behind its good items', () => {
    const cells = cellsOf([shown('one', ['a', 'b'], { error: 'no table' }), shown('two', ['c'])], []);
    expect(cells.map((cell) => [cell.key, cell.kind, cell.first])).toEqual([
      ['one/0', 'item', true],
      ['one/1', 'item', false],
      ['one/failed', 'failed', false],
      ['two/0', 'item', true],
    ]);
  });

  it('leaves out what the user hides, its failure too', () => {
    expect(
      cellsOf([shown('one', ['a'], { error: 'x' }), shown('two', ['b'])], ['one']).map((cell) => cell.key),
    ).toEqual(['two/0']);
  });

  it('draws what has no name, which cannot be hidden', () => {
    expect(cellsOf([shown(null, ['a'])], ['null', ''])).toHaveLength(1);
  });
});

it('names each integration once', () => {
  expect(integrationsOf([shown('one', []), shown(null, []), shown('two', []), shown('one', [])])).toEqual([
    'one',
    'two',
  ]);
});

it('marks what hides something urgent: a failure, or an item that is important', () => {
  const calm = shown('calm', ['a']);
  const urgent = {
    part: { ...calm.part, items: [{ type: 'text', content: 'b', status: 'important' } as const] },
    stale: false,
  };
  expect(
    [[calm], [calm, urgent], [shown('one', [], { error: 'e' })], []].map((parts) => alarmOf(cellsOf(parts, []))),
  ).toEqual(['none', 'important', 'important', 'none']);
});

it.each([
  [[], ''],
  [[shown('a', ['x'])], 'Skerry: 1 result'],
  [[shown('a', ['x', 'y'])], 'Skerry: 2 results'],
  [[shown('a', ['x'], { error: 'e' }), shown('b', [], { error: 'e' })], 'Skerry: 1 result, 2 integrations failed'],
  [[shown('b', [], { error: 'e' })], 'Skerry: 1 integration failed'],
])('says in one sentence what came (%#)', (parts, words) => {
  expect(summaryOf(cellsOf(parts, []))).toBe(words);
});
