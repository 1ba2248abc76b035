import { describe, expect, it } from 'vitest';

import type { Part, RunEvent } from './events.ts';
import { askedAgain, fold, type RunState } from './reducer.ts';

function part(integration: string | null, rank: number, content = integration ?? 'x'): Part {
  return { integration, rank, items: [{ type: 'text', content, status: 'none' }] };
}

const kept = (...parts: Part[]): RunEvent => ({ kind: 'kept', parts, at: 1000 });
const fresh = (integration: string | null, rank: number, content?: string): RunEvent => ({
  kind: 'part',
  part: part(integration, rank, content),
});
const done: RunEvent = { kind: 'done', ms: 42 };
const broken: RunEvent = { kind: 'failure', failure: { kind: 'cut', message: 'gone' } };

/** `a* b` is a stale a and a fresh b. */
function shown(state: RunState): string {
  return state.parts
    .map(({ part: one, stale }) => {
      const [item] = one.items;
      return (item?.content ?? '') + (stale ? '*' : '');
    })
    .join(' ');
}

const CASES: { what: string; events: RunEvent[]; parts: string; phase: RunState['phase'] }[] = [
  { what: 'nothing yet is loading', events: [], parts: '', phase: 'loading' },
  {
    what: 'parts stand by rank, whenever they come',
    events: [fresh('c', 2), fresh('a', 0), fresh('b', 1), done],
    parts: 'a b c',
    phase: 'done',
  },
  {
    what: 'equal ranks keep the order of their coming',
    events: [fresh('a', 0), fresh('b', 0)],
    parts: 'a b',
    phase: 'loading',
  },
  {
    what: 'a kept answer is shown at once, marked',
    events: [kept(part('a', 0), part('b', 1))],
    parts: 'a* b*',
    phase: 'loading',
  },
  {
    what: 'a fresh part takes the place of its own old one only',
    events: [kept(part('a', 0), part('b', 1), part('c', 2)), fresh('b', 1, 'B')],
    parts: 'a* B c*',
    phase: 'loading',
  },
  {
    what: 'with a new rank it moves to where it belongs',
    events: [kept(part('a', 0), part('b', 1), part('c', 2)), fresh('c', 0, 'C')],
    parts: 'a* C b*',
    phase: 'loading',
  },
  {
    what: 'at the end what has no fresh part is gone',
    events: [kept(part('a', 0), part('b', 1)), fresh('b', 0, 'B'), done],
    parts: 'B',
    phase: 'done',
  },
  {
    what: 'a failure leaves the kept answer, marked',
    events: [kept(part('a', 0)), broken],
    parts: 'a*',
    phase: 'failed',
  },
  {
    what: 'a cut stream leaves what came and what was kept',
    events: [kept(part('a', 0), part('b', 1)), fresh('a', 0, 'A'), broken],
    parts: 'A b*',
    phase: 'failed',
  },
  {
    what: 'a kept answer that comes late covers nothing fresh',
    events: [fresh('a', 0, 'A'), kept(part('a', 0), part('b', 1))],
    parts: 'A b*',
    phase: 'loading',
  },
  {
    what: 'a server without names: the one part replaces the one part',
    events: [kept(part(null, 0, 'old')), fresh(null, 0, 'new'), done],
    parts: 'new',
    phase: 'done',
  },
  {
    what: 'an integration that says it twice is there once',
    events: [fresh('a', 0, 'one'), fresh('a', 0, 'two')],
    parts: 'two',
    phase: 'loading',
  },
];

describe('fold', () => {
  it.each(CASES)('$what', ({ events, parts, phase }) => {
    const state = fold(events);
    expect(shown(state)).toBe(parts);
    expect(state.phase).toBe(phase);
  });

  it('knows how old the kept answer is as long as something of it is shown', () => {
    const first = fold([kept(part('a', 0), part('b', 1))]);
    expect(first.keptAt).toBe(1000);
    expect(fold([fresh('a', 0)], first).keptAt).toBe(1000);
    expect(fold([fresh('a', 0), fresh('b', 1)], first).keptAt).toBeNull();
  });

  it('keeps why it failed, and how long it took', () => {
    expect(fold([broken]).failure).toEqual({ kind: 'cut', message: 'gone' });
    expect(fold([done]).ms).toBe(42);
  });

  it('leaves what is shown in its place while fresh parts of equal rank arrive', () => {
    let state = fold([kept(part('a', 0), part('b', 1), part('c', 2))]);
    for (const name of ['c', 'a', 'b']) {
      state = fold([fresh(name, { a: 0, b: 1, c: 2 }[name] ?? 0)], state);
      expect(state.parts.map((one) => one.part.integration)).toEqual(['a', 'b', 'c']);
    }
  });
});

describe('askedAgain', () => {
  it('keeps what is on the screen, marked, and forgets the failure', () => {
    const state = askedAgain(fold([fresh('a', 0), broken]), 5000);
    expect(shown(state)).toBe('a*');
    expect(state).toMatchObject({ phase: 'loading', failure: null, keptAt: 5000 });
  });

  it('says nothing of an age where nothing is shown', () => {
    expect(askedAgain(fold([broken]), 5000).keptAt).toBeNull();
  });
});
