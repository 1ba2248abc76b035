import { describe, expect, it } from 'vitest';

import type { PageView } from '../page/handle.ts';
import type { RunEvent } from '../run/events.ts';
import { next, type Shown } from './shown.ts';

const site: PageView['site'] = {
  reading: { kind: 'github' },
  connection: 'one',
  rules: null,
  display: { mode: 'integrated', theme: 'system', place: null, hidden: [] },
  overlay: false,
};

function view(url: string, asked: number, events: RunEvent[]): PageView {
  return { site, context: { type: 'github', url }, asked, events };
}

const result: RunEvent = {
  kind: 'part',
  part: { integration: 'one', rank: 0, items: [{ type: 'text', content: 'x', status: 'none' }] },
};

function names({ run }: Shown): string[] {
  return run.parts.map(({ part, stale }) => `${part.integration ?? ''}${stale ? '*' : ''}`);
}

describe('next', () => {
  const first = next(null, view('https://a.example/1', 1, [result]), 0);

  it('shows what came', () => {
    expect(names(first)).toEqual(['one']);
  });

  it('another page begins with nothing', () => {
    expect(names(next(first, view('https://a.example/2', 2, []), 0))).toEqual([]);
  });

  it('the same question, asked again, leaves what is there until it is answered', () => {
    const again = next(first, view('https://a.example/1', 2, []), 0);
    expect(names(again)).toEqual(['one*']);
    expect(names(next(again, view('https://a.example/1', 2, [result]), 0))).toEqual(['one']);
    expect(names(next(again, view('https://a.example/1', 2, [{ kind: 'done', ms: 1 }]), 0))).toEqual([]);
  });

  it('a change of the settings alone changes nothing of the answer', () => {
    expect(names(next(first, view('https://a.example/1', 1, [result]), 0))).toEqual(['one']);
  });
});
