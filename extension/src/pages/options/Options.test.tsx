import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';

import type { DeclaredAdapter, State } from '../../messages/table.ts';
import { draw, fakeDoors, SERVER, settingsWith, stateWith, type FakeDoors } from '../doors.fixture.tsx';
import { Options } from './Options.tsx';

afterEach(() => {
  location.hash = '';
});

async function at(hash: string, doors: FakeDoors) {
  location.hash = hash;
  return draw(<Options />, doors);
}

const ADAPTER: DeclaredAdapter = {
  adapter: {
    file: 'jira.adapter.yml',
    name: 'jira',
    description: 'Issues of Jira.',
    hosts: ['jira.example.com'],
    values: { 'page.name': { select: 'h1' } },
    pages: [],
  },
  digest: 'ab'.repeat(32),
  state: 'new',
  origins: ['https://jira.example.com/*'],
  granted: false,
};
const ON = { file: 'jira.adapter.yml', digest: ADAPTER.digest, on: true };

describe('the page', () => {
  it('shows the section of its address, and follows it with the keyboard', async () => {
    const page = await at('#display', fakeDoors());
    expect(page.find('nav [aria-current=page]', 'Display')).toBeTruthy();
    await act(() => {
      location.hash = '#debugging';
      window.dispatchEvent(new Event('hashchange'));
    });
    expect(document.activeElement?.textContent).toBe('Debugging');
    expect(document.title).toBe('Debugging · Skerry settings');
  });

  it('says what the worker refused, and shows what holds', async () => {
    const refuse = () => {
      throw new Error('the theme is set by your administrator');
    };
    const page = await at('#display', fakeDoors({ answers: { 'own.change': refuse } }));
    await page.click('input[value=dark]', '');
    expect(page.find('[role=alert]', 'That was not done').textContent).toContain('set by your administrator');
    expect(page.find('input[value=system]', '')).toHaveProperty('checked', true);
  });

  it('looks again when somebody comes back to it', async () => {
    let state: State = stateWith();
    const doors = fakeDoors({ answers: { 'own.state': () => state } });
    const page = await at('#display', doors);
    state = stateWith({ settings: settingsWith({ display: { hidden: ['costs'] } }) });
    doors.look();
    await page.settle();
    expect(page.text()).toContain('costs');
  });
});

describe('Connection', () => {
  it('forgets server and token only after a second click, the token first', async () => {
    const doors = fakeDoors();
    const page = await at('#connection', doors);
    await page.click('button', 'Disconnect');
    expect(document.activeElement?.textContent).toBe('Cancel');
    await page.click('button', 'Forget them');
    expect(doors.log.slice(-2)).toEqual([
      ['own.token', { token: null }],
      ['own.change', { change: { connection: { server: null } } }],
    ]);
  });

  it('has nothing to forget of what the administrator set', async () => {
    const managed = { server: SERVER, tokenSource: 'policy' } as const;
    expect((await at('#connection', fakeDoors({ state: stateWith({ managed }) }))).has('button', 'Disconnect')).toBe(
      false,
    );
  });

  it('switches the demo', async () => {
    const doors = fakeDoors();
    const page = await at('#connection', doors);
    await page.click('[role=switch]', 'Demo mode');
    expect(doors.log).toContainEqual(['own.change', { change: { connection: { demo: true } } }]);
    expect(page.has('.tag', 'Demo')).toBe(true);
  });
});

describe('Display', () => {
  it('changes the theme of the page with the choice', async () => {
    const page = await at('#display', fakeDoors());
    await page.click('input[value=contrast]', '');
    expect(document.documentElement.getAttribute('data-theme')).toBe('contrast');
  });

  it('switches a site on again and shows an integration again', async () => {
    const settings = settingsWith({ display: { off: ['https://a.example', 'https://b.example'], hidden: ['costs'] } });
    const doors = fakeDoors({ state: stateWith({ settings }) });
    const page = await at('#display', doors);
    await page.click('button', 'Switch on a.example');
    expect(doors.log).toContainEqual(['own.change', { change: { display: { off: ['https://b.example'] } } }]);
    await page.click('button', 'Show again costs');
    expect(page.text()).toContain('No integration is hidden.');
  });

  it("shows the administrator's choices, locked", async () => {
    const page = await at(
      '#display',
      fakeDoors({ state: stateWith({ managed: { mode: 'floating', theme: 'dark' } }) }),
    );
    expect(page.find('input[value=floating]', '')).toHaveProperty('checked', true);
    expect(page.root.querySelectorAll('fieldset:disabled')).toHaveLength(2);
    expect(page.text()).toContain('Your administrator has set where the bar is and the theme.');
  });
});

describe('Providers', () => {
  it('adds a GitHub Enterprise server once the browser allows it', async () => {
    const doors = fakeDoors();
    const page = await at('#providers?host=github.corp.example', doors);
    await page.click('button', 'Add');
    expect(doors.log.slice(-2)).toEqual([
      ['grant', ['https://github.corp.example/*'], []],
      ['own.enterprise', { origin: 'https://github.corp.example', on: true }],
    ]);
  });

  it('adds none that the browser does not allow, or that is none, and says why', async () => {
    const doors = fakeDoors({ allows: false });
    const page = await at('#providers', doors);
    await page.type('Host of a GitHub', 'github.com');
    await page.click('button', 'Add');
    expect(page.text()).toContain('github.com is read already');
    await page.type('Host of a GitHub', 'github.corp.example');
    await page.click('button', 'Add');
    expect(page.text()).toContain('was not allowed to read github.corp.example');
    expect(doors.log.map(([name]) => name)).not.toContain('own.enterprise');
  });

  it('asks for a custom domain in the click, and leaves it off where it is refused', async () => {
    const origin = 'https://wiki.example.com';
    const state = stateWith({ domains: [{ origin, on: false, granted: false, allowed: true }] });
    const doors = fakeDoors({ state, allows: false });
    const page = await at('#providers', doors);
    await page.click('[role=switch]', 'wiki.example.com');
    expect(doors.log.at(-1)).toEqual(['grant', ['https://wiki.example.com/*'], []]);
    expect(page.find('[role=switch]', 'wiki.example.com')).toHaveProperty('checked', false);
    expect(page.text()).toContain('It stays off');
  });

  it('does not let a domain be switched on that the administrator does not allow', async () => {
    const domains = [{ origin: 'https://wiki.example.com', on: true, granted: true, allowed: false }];
    const page = await at('#providers', fakeDoors({ state: stateWith({ domains, managed: { domains: [] } }) }));
    expect(page.find('[role=switch]', 'wiki.example.com')).toHaveProperty('disabled', true);
    expect(page.text()).toContain("Not in your administrator's list");
  });

  it('says what an adapter reads before anybody agrees, and agrees to exactly that', async () => {
    const doors = fakeDoors({ state: stateWith({ adapters: [ADAPTER] }) });
    const page = await at('#providers', doors);
    expect(page.find('details[open] dl', 'page.name').textContent).toContain('text of h1');
    await page.click('button', 'Agree');
    expect(doors.log.slice(-2)).toEqual([
      ['grant', ADAPTER.origins, []],
      ['own.adapter', ON],
    ]);
  });

  it('shows what has changed since somebody agreed', async () => {
    const agreed = { ...ADAPTER.adapter, values: {} };
    const doors = fakeDoors({ state: stateWith({ adapters: [{ ...ADAPTER, state: 'changed', agreed }] }) });
    const page = await at('#providers', doors);
    expect(page.find('.changes', 'New:').textContent).toContain('page.name: text of h1');
    await page.click('button', 'Refuse');
    expect(doors.log.at(-1)).toEqual(['own.adapter', { ...ON, on: false }]);
  });

  it('offers nothing for an adapter that is refused', async () => {
    const adapters = [{ ...ADAPTER, state: 'invalid', problem: 'values: 33 are too many' } as const];
    const page = await at('#providers', fakeDoors({ state: stateWith({ adapters }) }));
    expect(page.text()).toContain('values: 33 are too many');
    expect(page.has('article button', '')).toBe(false);
  });

  it("says why the server's lists could not be fetched, and asks again", async () => {
    const doors = fakeDoors({ state: stateWith({ failure: { kind: 'unreachable', server: SERVER } }) });
    const page = await at('#providers', doors);
    expect(page.text()).toContain('Cannot reach skerry.acme.example');
    const before = doors.log.length;
    await page.click('button', 'Retry');
    expect(doors.log.slice(before)).toEqual([['own.refresh', null]]);
  });

  it('offers what the browser does not allow yet', async () => {
    const doors = fakeDoors({ granted: false });
    const page = await at('#providers', doors);
    await page.click('button', 'Allow AWS console');
    expect(doors.log.at(-1)).toEqual(['grant', ['https://*.console.aws.amazon.com/*'], []]);
  });
});

describe('Debugging', () => {
  it('shows the last requests, the newest first', async () => {
    const note = { outcome: '200', first: 12.4, total: 33.3, items: 5, aborted: false };
    const requests = [
      { ...note, at: 1000, url: 'https://github.com/acme/old' },
      { ...note, at: 2000, url: 'https://github.com/acme/new', aborted: true, outcome: 'aborted' },
    ];
    const page = await at('#debugging', fakeDoors({ state: stateWith({ requests }) }));
    const rows = [...page.root.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toContain('github.com/acme/newpage was left');
    expect(rows[1]).toContain('github.com/acme/old20012335');
  });

  it('exports settings to a file', async () => {
    const doors = fakeDoors({ answers: { 'own.export': () => ({ json: '{"version": 1}' }) } });
    const page = await at('#debugging', doors);
    await page.click('button', 'Export settings');
    expect(doors.saved).toEqual(['skerry-settings.json', '{"version": 1}']);
    expect(page.text()).toContain('The token is not in it.');
  });

  it.each([
    [{ state: stateWith({ token: false }) }, 'Imported team.json'],
    [{ error: 'display.theme is "pink": give one of light, dark' }, 'display.theme is "pink"'],
  ])('imports settings, or says why not', async (answer, words) => {
    const doors = fakeDoors({ answers: { 'own.import': () => answer } });
    const page = await at('#debugging', doors);
    const input = page.root.querySelector<HTMLInputElement>('input[type=file]');
    const file = new File(['{"version": 1}'], 'team.json');
    Object.defineProperty(input, 'files', { value: [file] });
    input?.dispatchEvent(new Event('change', { bubbles: true }));
    await new Promise((resolve) => void file.text().then(resolve));
    await page.settle();
    expect(doors.log).toContainEqual(['own.import', { json: '{"version": 1}' }]);
    expect(page.text()).toContain(words);
  });
});
