import { expect, it } from 'vitest';
import type { Part } from '../run/events.ts';
import { rowsOf } from './rows.ts';

const text = (content: string) => ({ type: 'text', content, status: 'none' }) as const;

it('lists items and the entries of dropdowns, by rank, each with an id of its own', () => {
  const parts: readonly Part[] = [
    { integration: 'second', rank: 1, items: [text('c')] },
    {
      integration: 'first',
      rank: 0,
      items: [
        { type: 'dropdown', content: 'a', status: 'success', items: [{ content: 'b', status: 'none', icon: 'logs' }] },
      ],
    },
  ];
  const rows = rowsOf(parts);
  expect(rows.map((row) => [row.content, row.within, row.integration])).toEqual([
    ['a', null, 'first'],
    ['b', 'a', 'first'],
    ['c', null, 'second'],
  ]);
  expect(new Set(rows.map((row) => row.id)).size).toBe(3);
});

it('tells which integration failed, and why, after what it has answered', () => {
  const rows = rowsOf([{ integration: 'costs', rank: 0, items: [text('a')], error: 'costs: TypeError: x', run: 'r1' }]);
  expect(rows.map((row) => row.content)).toEqual(['a', 'costs failed: TypeError: x']);
  expect(rows[1]).toMatchObject({ integration: 'costs', status: 'important', tooltip: 'Run r1', href: null });
});

it.each([
  ['https://a.example.com/x', true],
  ['HTTP://a.example.com/', true],
  ['mailto:a@example.com', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['chrome-extension://abc/options.html', false],
  ['/relative', false],
  ['https://', false],
])('opens %j: %s', (href, opens) => {
  const [row] = rowsOf([{ integration: null, rank: 0, items: [{ type: 'link', content: 'a', status: 'none', href }] }]);
  expect(row?.href).toBe(opens ? href : null);
});

it('stops at 2000 rows', () => {
  const items = Array.from({ length: 3000 }, (_, at) => text(String(at)));
  expect(rowsOf([{ integration: null, rank: 0, items }])).toHaveLength(2000);
});
