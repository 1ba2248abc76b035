import { describe, expect, it } from 'vitest';

import type { DeclaredAdapter, State, TabState } from '../../messages/table.ts';
import { settingsWith, stateWith, tabWith } from '../doors.fixture.tsx';
import { statusOf, type Status } from './status.ts';

const WIKI = 'https://wiki.example.com';
const adapter = {
  file: 'wiki.adapter.yml',
  name: 'wiki',
  description: '',
  hosts: ['*.example.com'],
  values: {},
  pages: [],
};
const DECLARED: DeclaredAdapter = { adapter, digest: '', state: 'new', origins: [], granted: false };
const RESULT = { integration: 'on-call', rank: 0, items: [{ type: 'text', content: 'Rosa', status: 'none' }] } as const;

function unknown(state: Partial<State>): Status {
  return statusOf(tabWith({ origin: WIKI, state: 'unknown-site' }), stateWith(state));
}

describe('what the popup says', () => {
  it.each<readonly [Partial<TabState>, Partial<Status>]>([
    [{ state: 'off' }, { title: 'Off on github.com' }],
    [{ state: 'not-allowed' }, { tone: 'warn', action: { kind: 'allow', origin: 'https://github.com' } }],
    [{ state: 'no-match' }, { title: 'Nothing for this page' }],
    [{ state: 'restricted', origin: null }, { title: 'A page of the browser' }],
    [{ state: 'no-server' }, { kind: 'failure', failure: { kind: 'unset' } }],
    [
      { state: 'no-server', failure: { kind: 'token-missing' } },
      { kind: 'failure', failure: { kind: 'token-missing' } },
    ],
    [{ state: 'shown', failure: { kind: 'limited', seconds: 9 } }, { kind: 'failure' }],
    [{ state: 'shown' }, { title: 'No results for this page' }],
    [
      { state: 'shown', parts: [RESULT] },
      { tone: 'good', title: '1 result', text: '' },
    ],
    [
      { state: 'shown', parts: [RESULT, { integration: 'costs', rank: 1, items: [], error: 'costs: TypeError' }] },
      { tone: 'warn', title: '1 result', text: '1 integration failed.' },
    ],
  ])('of %j', (tab, said) => {
    expect(statusOf(tabWith(tab), stateWith())).toMatchObject(said);
  });

  it('does not count what the user hides', () => {
    const state = stateWith({ settings: settingsWith({ display: { hidden: ['on-call'] } }) });
    expect(statusOf(tabWith({ parts: [RESULT] }), state)).toMatchObject({ title: 'No results for this page' });
  });

  it('offers to switch on a custom domain', () => {
    const domain = { origin: WIKI, on: false, granted: false, allowed: true };
    expect(unknown({ domains: [domain] })).toMatchObject({ action: { kind: 'domain', origin: WIKI } });
    expect(unknown({ domains: [{ ...domain, allowed: false }] })).toMatchObject({ action: null });
  });

  it('leads to an adapter that nobody agreed to, or that has changed', () => {
    expect(unknown({ adapters: [DECLARED] })).toMatchObject({ action: { kind: 'adapter', name: 'wiki' } });
    expect(unknown({ adapters: [{ ...DECLARED, state: 'changed' }] })).toMatchObject({ tone: 'warn' });
    expect(unknown({ adapters: [{ ...DECLARED, state: 'invalid' }] })).toMatchObject({
      action: { kind: 'enterprise' },
    });
  });

  it('takes a site that nobody knows for what might be GitHub Enterprise', () => {
    expect(unknown({})).toMatchObject({ action: { kind: 'enterprise', host: 'wiki.example.com' } });
  });
});
