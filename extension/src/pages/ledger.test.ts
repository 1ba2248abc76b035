import { describe, expect, it } from 'vitest';

import type { SettingsChange } from '../settings/model.ts';
import { stateWith } from './doors.fixture.tsx';
import { EMPTY, enter, shown, type Entry, type Ledger } from './ledger.ts';

const DARK: SettingsChange = { display: { theme: 'dark' } };
const FLOATING: SettingsChange = { display: { mode: 'floating' } };
const KEPT: Entry = { kind: 'answered', question: 1, state: stateWith() };

function after(...entries: readonly Entry[]): Ledger {
  return entries.reduce(enter, EMPTY);
}

describe('ledger', () => {
  it('has nothing to show before the worker has answered', () => {
    expect(shown(after({ kind: 'asked', question: 1, change: DARK }))).toBeNull();
  });

  it('shows changes before they are answered, all of them', () => {
    const ledger = after(
      KEPT,
      { kind: 'asked', question: 2, change: DARK },
      { kind: 'asked', question: 3, change: FLOATING },
    );
    expect(shown(ledger)?.settings.display).toMatchObject({ theme: 'dark', mode: 'floating' });
  });

  it('takes a change back that the worker refused, and says why', () => {
    const ledger = after(
      KEPT,
      { kind: 'asked', question: 2, change: DARK },
      { kind: 'failed', question: 2, problem: 'the theme is set by your administrator' },
    );
    expect(shown(ledger)?.settings.display.theme).toBe('system');
    expect(ledger.problem).toBe('the theme is set by your administrator');
    expect(enter(ledger, { kind: 'answered', question: 3, state: stateWith() }).problem).toBeNull();
  });

  it("believes the worker's word over what was shown before it", () => {
    const ledger = after(
      KEPT,
      { kind: 'asked', question: 2, change: DARK },
      { kind: 'answered', question: 2, state: stateWith() },
    );
    expect(shown(ledger)).toEqual(stateWith());
  });

  it('does not go back to an answer that was overtaken', () => {
    const ledger = after(
      KEPT,
      { kind: 'answered', question: 3, state: stateWith({ token: false }) },
      { kind: 'answered', question: 2, state: stateWith({ token: true }) },
    );
    expect(shown(ledger)?.token).toBe(false);
  });
});
