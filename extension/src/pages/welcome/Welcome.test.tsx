import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { RequestNote, State, Verdict } from '../../messages/table.ts';
import type { Failure } from '../../run/events.ts';
import { DEFAULTS } from '../../settings/model.ts';
import { draw, fakeDoors, FRESH, stateWith } from '../doors.fixture.tsx';
import { localOf, progressOf } from './progress.ts';
import { Welcome } from './Welcome.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const NOTE: RequestNote = {
  at: 1,
  url: 'https://github.com/a/b',
  outcome: '200',
  first: 5,
  total: 9,
  items: 3,
  aborted: false,
};
const DEMO: State = stateWith({ settings: { ...DEFAULTS, connection: { server: null, demo: true } }, token: false });

function failed(failure: Failure): Verdict {
  return { ok: false, failure };
}

describe('progress', () => {
  it.each([
    [FRESH, 'unknown', [], 'server'],
    [FRESH, 'running', ['server'], 'connect'],
    [stateWith({ token: false }), 'unknown', [], 'server'],
    [stateWith(), 'unknown', ['server', 'connect'], 'look'],
    [stateWith({ requests: [{ ...NOTE, items: 0 }] }), 'unknown', ['server', 'connect'], 'look'],
    [stateWith({ requests: [NOTE] }), 'unknown', ['server', 'connect', 'look'], null],
    [DEMO, 'unknown', ['server', 'connect'], 'look'],
  ] as const)('case %#', (state, local, done, now) => {
    expect(progressOf(state, local)).toEqual({ done, now });
  });

  it.each([
    [failed({ kind: 'unauthorized', message: '' }), 'running'],
    [failed({ kind: 'unreachable', server: '' }), 'nothing'],
    [failed({ kind: 'refused', status: 404, message: '' }), 'other'],
    [failed({ kind: 'permission', origin: '' }), 'unknown'],
  ])('a server of one’s own: %j is %s', (verdict, local) => {
    expect(localOf(verdict)).toBe(local);
  });
});

describe('first steps', () => {
  it('looks for a server without the token that is kept, again when somebody comes back, and fills it in', async () => {
    let verdict = failed({ kind: 'unreachable', server: '' });
    const doors = fakeDoors({ state: FRESH, answers: { 'own.test': () => verdict } });
    const page = await draw(<Welcome />, doors);
    await page.click('button', 'Is it running?');
    expect(page.text()).toContain('Nothing answers at http://127.0.0.1:3000 yet');
    expect(doors.log).toContainEqual(['own.test', { server: 'http://127.0.0.1:3000', token: 'is-a-server-there' }]);

    verdict = failed({ kind: 'unauthorized', message: 'Invalid token' });
    doors.look();
    await page.settle();
    expect(page.text()).toContain('A server answers at http://127.0.0.1:3000');
    expect(page.find('input', 'Server')).toHaveProperty('value', 'http://127.0.0.1:3000');
    expect(page.find('[aria-current=step]', 'Connect')).toBeTruthy();
  });

  it("never tries the administrator's token on a server of one's own", async () => {
    const doors = fakeDoors({ state: { ...FRESH, managed: { tokenSource: 'policy' } } });
    const page = await draw(<Welcome />, doors);
    doors.look();
    await page.settle();
    expect(doors.log.map(([name]) => name)).not.toContain('own.test');
  });

  it('begins the demo with one click', async () => {
    const doors = fakeDoors({ state: FRESH });
    const page = await draw(<Welcome />, doors);
    await page.click('button', 'Try the demo');
    expect(doors.log).toContainEqual(['own.change', { change: { connection: { demo: true } } }]);
    expect(page.find('[aria-current=step]', 'Open a page')).toBeTruthy();
    expect(page.has('input', 'Token')).toBe(false);
  });

  it('sees the first bar while it waits', async () => {
    let state = stateWith();
    const page = await draw(<Welcome />, fakeDoors({ answers: { 'own.state': () => state } }));
    expect(page.text()).toContain('Waiting for the first page');
    state = stateWith({ requests: [NOTE] });
    await vi.advanceTimersByTimeAsync(2000);
    await page.settle();
    expect(page.text()).toContain('It works: 3 results came');
  });

  it('says when the server was asked in vain', async () => {
    const page = await draw(
      <Welcome />,
      fakeDoors({ state: stateWith({ requests: [{ ...NOTE, items: 0, outcome: 'unreachable' }] }) }),
    );
    expect(page.text()).toContain('gave no results (unreachable)');
  });

  it('asks for the built-in sites in the click, where the browser leaves them to the user', async () => {
    const doors = fakeDoors({ state: stateWith(), granted: false });
    const page = await draw(<Welcome />, doors);
    await page.click('button', 'Allow these sites');
    expect(doors.log.at(-1)).toEqual(['grant', doors.builtIn, []]);
  });
});
