import { describe, expect, it } from 'vitest';

import { decodeLine, decodePlain, MAX_ITEMS, sizeOf } from './decode.ts';

const line = (value: unknown, room = MAX_ITEMS) => decodeLine(JSON.stringify(value), room);
const texts = (count: number) => Array.from({ length: count }, (_, index) => ({ type: 'text', content: `t${index}` }));

describe('a line of the stream', () => {
  it('with results is a part', () => {
    const results = [{ type: 'text', content: 'a' }, { type: 'unknown' }];
    const given = { integration: 'on-call', rank: 1, priority: 100, results, ms: 2.1, cached: false, run: 'r1', x: 1 };
    expect(line(given)).toEqual({
      kind: 'part',
      part: {
        integration: 'on-call',
        rank: 1,
        items: [{ type: 'text', content: 'a', status: 'none' }],
        ms: 2.1,
        cached: false,
        run: 'r1',
      },
    });
  });

  it('with an error is a part that says so', () => {
    expect(line({ integration: 'costs', rank: 0, error: 'TypeError: x', ms: 1, cached: false, run: 'r2' })).toEqual({
      kind: 'part',
      part: { integration: 'costs', rank: 0, items: [], error: 'TypeError: x', ms: 1, cached: false, run: 'r2' },
    });
  });

  it.each([
    [{ count: 0, cacheHits: 0, failedCount: 0, timestamp: '', integrationNames: [] }, { kind: 'totals' }],
    [
      { error: 'Internal server error', requestId: 'abc' },
      { kind: 'error', message: 'Internal server error', requestId: 'abc' },
    ],
    [{ progress: 3 }, { kind: 'unknown' }],
  ])('%j is %j', (value, decoded) => {
    expect(line(value)).toEqual(decoded);
  });

  it.each(['', 'null', '7', '"text"', '[]', '{"a":', '{} {}'])('%s is none', (text) => {
    expect(decodeLine(text, MAX_ITEMS)).toBeNull();
  });

  it('has odd numbers left out', () => {
    expect(line({ integration: 'a', rank: -0.5, results: {}, ms: '7', cached: 1, run: 7 })).toEqual({
      kind: 'part',
      part: { integration: 'a', rank: 0, items: [] },
    });
  });
});

describe('many items', () => {
  it('are cut, and the rest is counted', () => {
    const part = decodePlain(JSON.stringify({ data: texts(MAX_ITEMS + 7) }));
    expect(part?.items).toHaveLength(MAX_ITEMS + 1);
    expect(part?.items.at(-1)).toEqual({ type: 'text', content: '7 more not shown', status: 'none' });
  });

  it("count a dropdown's entries", () => {
    const dropdown = { type: 'dropdown', content: 'd', items: texts(10) };
    const decoded = line({ integration: 'a', rank: 0, results: [...texts(1), dropdown, ...texts(1)] }, 11);
    const items = decoded?.kind === 'part' ? decoded.part.items : [];
    expect(items.map((item) => item.content)).toEqual(['t0', '2 more not shown']);
  });

  it('of one part are summed with the entries', () => {
    const part = decodePlain(
      JSON.stringify({ data: [{ type: 'dropdown', content: 'd', items: texts(3) }, ...texts(2)] }),
    );
    expect(part && sizeOf(part)).toBe(6);
  });
});

describe("a ToolJump server's answer", () => {
  it('is one part without a name', () => {
    const data = [{ type: 'link', content: 'a', href: 'https://x.example/' }];
    expect(decodePlain(JSON.stringify({ data, count: 1 }))).toEqual({
      integration: null,
      rank: 0,
      items: [{ ...data[0], status: 'none' }],
    });
  });

  it.each(['', '[]', '{}', '{"data": {}}', '<html>'])('is not %s', (text) => {
    expect(decodePlain(text)).toBeNull();
  });
});
