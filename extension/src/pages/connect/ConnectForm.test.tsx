import { describe, expect, it } from 'vitest';

import type { State, Verdict } from '../../messages/table.ts';
import type { Failure } from '../../run/events.ts';
import { draw, fakeDoors, FRESH, SERVER, stateWith, type FakeDoors, type FakeOptions } from '../doors.fixture.tsx';
import { useStore } from '../store.ts';
import { ConnectForm } from './ConnectForm.tsx';

const GOOD: Verdict = { ok: true, server: 'Skerry 0.1.0', skerry: true, integrations: 'some', ms: 41.7 };

function Form() {
  const store = useStore();
  return store.state && <ConnectForm store={store} state={store.state} />;
}

function doorsTo(verdict: Verdict, state: State, options: FakeOptions = {}): FakeDoors {
  return fakeDoors({ state, answers: { 'own.test': () => verdict }, ...options });
}

function asked(doors: FakeDoors) {
  return doors.log.filter(([name]) => name !== 'own.state');
}

describe('the form of the connection', () => {
  it('asks the browser first, then the server, and keeps what works', async () => {
    const doors = doorsTo(GOOD, FRESH);
    const page = await draw(<Form />, doors);
    await page.type('Server', 'skerry.acme.example');
    await page.type('Token', 'tok-1');
    await page.click('button', 'Connect');
    expect(asked(doors)).toEqual([
      ['grant', [`${SERVER}/*`], ['webRequest']],
      ['own.test', { server: SERVER, token: 'tok-1' }],
      ['own.change', { change: { connection: { server: SERVER, demo: false } } }],
      ['own.token', { token: 'tok-1' }],
    ]);
    expect(page.find('[role=status]', 'Connected').textContent).toContain('Connected to Skerry 0.1.0');
  });

  it('never shows a token again', async () => {
    const page = await draw(<Form />, doorsTo(GOOD, FRESH));
    await page.type('Server', SERVER);
    await page.type('Token', 'tok-1');
    await page.click('button', 'Connect');
    expect(page.find('input', 'Token')).toHaveProperty('value', '');
    expect(page.find('input', 'Token')).toHaveProperty('type', 'password');
    expect(page.text()).toContain('A token is kept');
    expect(page.root.innerHTML).not.toContain('tok-1');
  });

  it('only tries with "Test connection"', async () => {
    const doors = doorsTo(GOOD, stateWith());
    const page = await draw(<Form />, doors);
    await page.click('button', 'Test connection');
    expect(asked(doors)).toEqual([['own.test', { server: SERVER }]]);
    expect(page.text()).toContain('The connection works: Skerry 0.1.0');
    expect(page.text()).toContain('Nothing was kept');
  });

  it('forgets the old token before it changes the server', async () => {
    const doors = doorsTo(GOOD, stateWith());
    const page = await draw(<Form />, doors);
    await page.type('Server', 'https://other.example.com');
    await page.type('Token', 'tok-2');
    await page.click('button', 'Connect');
    expect(asked(doors).slice(2)).toEqual([
      ['own.token', { token: null }],
      ['own.change', { change: { connection: { server: 'https://other.example.com', demo: false } } }],
      ['own.token', { token: 'tok-2' }],
    ]);
  });

  it('asks nobody while something typed is wrong, and puts the keyboard there', async () => {
    const doors = doorsTo(GOOD, stateWith());
    const page = await draw(<Form />, doors);
    await page.type('Server', 'https://other.example.com');
    await page.click('button', 'Connect');
    expect(asked(doors)).toEqual([]);
    const field = page.find('input', 'Token');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    const described = field.getAttribute('aria-describedby')?.split(' ')[0] ?? '';
    expect(document.getElementById(described)?.textContent).toContain(`The token that is kept is for ${SERVER}`);
  });

  it('keeps nothing that does not work, unless it is told to', async () => {
    const doors = doorsTo({ ok: false, failure: { kind: 'unreachable', server: SERVER } }, FRESH);
    const page = await draw(<Form />, doors);
    await page.type('Server', SERVER);
    await page.type('Token', 'tok-1');
    await page.click('button', 'Connect');
    expect(page.text()).toContain('Cannot reach skerry.acme.example');
    expect(asked(doors).map(([name]) => name)).toEqual(['grant', 'own.test']);
    await page.click('button', 'Keep them anyway');
    expect(asked(doors).map(([name]) => name)).toEqual(['grant', 'own.test', 'own.change', 'own.token']);
    expect(page.text()).toContain('The address and token are kept');
  });

  it('goes on where the browser was not allowed, and says what that means', async () => {
    const page = await draw(<Form />, doorsTo(GOOD, stateWith(), { allows: false }));
    await page.click('button', 'Connect');
    expect(page.text()).toContain('Connected to Skerry 0.1.0');
    expect(page.text()).toContain('The browser was not allowed to give Skerry access');
  });

  it.each<readonly [Failure, string]>([
    [{ kind: 'unset' }, 'Something is missing'],
    [{ kind: 'token-missing' }, 'Something is missing'],
    [{ kind: 'permission', origin: SERVER }, 'Choose "Connect" and allow it'],
    [{ kind: 'unreachable', server: SERVER }, 'Cannot reach'],
    [{ kind: 'certificate', server: SERVER, code: 'net::ERR_CERT_DATE_INVALID' }, 'ERR_CERT_DATE_INVALID'],
    [{ kind: 'timeout', server: SERVER, seconds: 20 }, 'in 20 s'],
    [{ kind: 'unauthorized', message: 'Invalid token' }, 'does not accept the token'],
    [{ kind: 'limited', seconds: 30 }, 'takes no more requests'],
    [{ kind: 'full', seconds: 3 }, 'takes no more requests'],
    [{ kind: 'refused', status: 404, message: 'Not found' }, 'not as a server of Skerry (404)'],
    [{ kind: 'broken', status: 500, message: 'Internal server error' }, 'The server failed (500)'],
    [{ kind: 'strange', message: 'HTML' }, 'no answer of a Skerry server'],
    [{ kind: 'cut', message: '' }, 'broke off'],
  ])('has words for %j', async (failure, words) => {
    const page = await draw(<Form />, doorsTo({ ok: false, failure }, stateWith()));
    await page.click('button', 'Test connection');
    expect(page.find('[role=status]', words)).toBeTruthy();
  });

  it('says that a server without integrations shows nothing', async () => {
    const page = await draw(<Form />, doorsTo({ ...GOOD, integrations: 'none' }, stateWith()));
    await page.click('button', 'Test connection');
    expect(page.text()).toContain('It has no integrations yet');
  });

  it("locks what the administrator has set, and leaves the server's address alone", async () => {
    const managed = { server: SERVER, tokenSource: 'policy' } as const;
    const doors = doorsTo(GOOD, stateWith({ managed }));
    const page = await draw(<Form />, doors);
    expect(page.find('input', 'Server')).toHaveProperty('disabled', true);
    expect(page.find('input', 'Token')).toHaveProperty('disabled', true);
    expect(page.text()).toContain('Set by your administrator');
    await page.click('button', 'Connect');
    expect(asked(doors).at(-1)).toEqual(['own.change', { change: { connection: { demo: false } } }]);
  });
});
