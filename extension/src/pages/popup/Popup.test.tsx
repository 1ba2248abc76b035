import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { TabState } from '../../messages/table.ts';
import {
  draw,
  fakeDoors,
  settingsWith,
  stateWith,
  tabWith,
  type FakeDoors,
  type FakeOptions,
} from '../doors.fixture.tsx';
import { Popup } from './Popup.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const PARTS: TabState['parts'] = [
  {
    integration: 'links',
    rank: 0,
    items: [
      { type: 'link', content: 'Logs', status: 'relevant', href: 'https://logs.example/' },
      { type: 'link', content: 'Not a link', status: 'none' },
      {
        type: 'dropdown',
        content: 'More',
        status: 'none',
        items: [{ content: 'Inner', status: 'none', href: 'https://in.example/' }],
      },
    ],
  },
  { integration: 'costs', rank: 1, items: [], error: 'costs: TypeError: no such table', run: '01hf3k2m' },
];

function doorsAt(tab: () => TabState, options: FakeOptions = {}): FakeDoors {
  return fakeDoors({ ...options, answers: { 'own.tab': tab, 'own.wake': tab, ...options.answers } });
}

const names = (doors: FakeDoors) => doors.log.map(([name]) => name);

it("shows the page's results in short, links as links that tell nobody where they were", async () => {
  const page = await draw(
    <Popup />,
    doorsAt(() => tabWith({ parts: PARTS })),
  );
  expect(page.text()).toContain('3 results');
  const link = page.find('.results a', 'Logs');
  expect(link.getAttribute('href')).toBe('https://logs.example/');
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(page.has('.results a', 'Not a link')).toBe(false);
  expect(page.has('.results a', 'Inner')).toBe(true);
  expect(page.find('.failed', 'costs failed').textContent).toContain('TypeError: no such table');
});

it('follows results that arrive while it is open', async () => {
  let tab = tabWith();
  const page = await draw(
    <Popup />,
    doorsAt(() => tab),
  );
  expect(page.text()).toContain('No results for this page');
  tab = tabWith({ parts: PARTS });
  await vi.advanceTimersByTimeAsync(700);
  await page.settle();
  expect(page.text()).toContain('3 results');
});

it('wakes a page that the browser shows on a click only', async () => {
  let tab = tabWith({ state: 'not-allowed' });
  const doors = doorsAt(() => tab, {
    granted: false,
    answers: { 'own.wake': () => (tab = tabWith({ parts: PARTS })) },
  });
  const page = await draw(<Popup />, doors);
  expect(names(doors)).toContain('own.wake');
  expect(page.text()).toContain('Shown for now');
  await page.click('button', 'Always on github.com');
  expect(doors.log).toContainEqual(['grant', ['https://github.com/*'], []]);
});

it('asks the browser in the click on "Allow on this site", then reads the page', async () => {
  const doors = doorsAt(() => tabWith({ state: 'not-allowed' }));
  const page = await draw(<Popup />, doors);
  const before = doors.log.length;
  await page.click('button', 'Allow on this site');
  expect(doors.log.slice(before)).toEqual([
    ['grant', ['https://github.com/*'], []],
    ['own.wake', { tabId: 12 }],
  ]);
});

it('says so where it was not allowed, and reads nothing', async () => {
  const doors = doorsAt(() => tabWith({ state: 'not-allowed' }), { allows: false });
  const page = await draw(<Popup />, doors);
  const before = doors.log.length;
  await page.click('button', 'Allow on this site');
  expect(doors.log.slice(before)).toEqual([['grant', ['https://github.com/*'], []]]);
  expect(page.text()).toContain('It was not allowed.');
});

it('switches a custom domain on', async () => {
  const origin = 'https://wiki.example.com';
  const state = stateWith({ domains: [{ origin, on: false, granted: false, allowed: true }] });
  const doors = doorsAt(() => tabWith({ origin, state: 'unknown-site' }), { state });
  const page = await draw(<Popup />, doors);
  const before = doors.log.length;
  await page.click('button', 'Switch on for wiki.example.com');
  expect(doors.log.slice(before)).toEqual([
    ['own.domain', { origin, on: true }],
    ['grant', ['https://wiki.example.com/*'], []],
    ['own.wake', { tabId: 12 }],
  ]);
});

it('takes a custom domain back that the browser was not allowed to read', async () => {
  const origin = 'https://wiki.example.com';
  const state = stateWith({ domains: [{ origin, on: false, granted: false, allowed: true }] });
  const doors = doorsAt(() => tabWith({ origin, state: 'unknown-site' }), { state, allows: false });
  const page = await draw(<Popup />, doors);
  await page.click('button', 'Switch on for wiki.example.com');
  expect(doors.log.at(-1)).toEqual(['own.domain', { origin, on: false }]);
  expect(page.text()).toContain('It was not allowed.');
});

it('switches this site off and on again', async () => {
  const doors = doorsAt(() => tabWith({ parts: PARTS }));
  const page = await draw(<Popup />, doors);
  await page.click('[role=switch]', 'Skerry on github.com');
  expect(doors.log).toContainEqual(['own.change', { change: { display: { off: ['https://github.com'] } } }]);
  await page.click('[role=switch]', 'Skerry on github.com');
  expect(doors.log).toContainEqual(['own.change', { change: { display: { off: [] } } }]);
});

it('asks again where the server gave no answer', async () => {
  const failure = { kind: 'unreachable', server: 'https://skerry.acme.example' } as const;
  const doors = doorsAt(() => tabWith({ failure }));
  const page = await draw(<Popup />, doors);
  await page.click('button', 'Retry');
  expect(names(doors)).toContain('own.wake');
});

it('leads somebody without a server to the first steps', async () => {
  const page = await draw(
    <Popup />,
    doorsAt(() => tabWith({ state: 'no-server' })),
  );
  expect(page.find('a', 'Set up').getAttribute('href')).toBe('/welcome.html');
});

it('marks the demo', async () => {
  const state = stateWith({ settings: settingsWith({ connection: { demo: true } }) });
  const page = await draw(
    <Popup />,
    doorsAt(() => tabWith(), { state }),
  );
  expect(page.has('.tag', 'Demo')).toBe(true);
  expect(page.text()).toContain('nothing is sent');
});

it('says when the extension itself does not answer', async () => {
  const doors = fakeDoors({
    answers: {
      'own.tab': () => {
        throw new Error('the worker was stopped');
      },
    },
  });
  expect((await draw(<Popup />, doors)).text()).toContain('the worker was stopped');
});
