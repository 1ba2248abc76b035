import { expect, test } from 'vitest';

import type { Part, RunEvent } from '../run/events.ts';
import { SHOP, SITE } from './page.fixture.ts';
import { isWorthRoom } from './worth.ts';

const FULL: Part = { integration: 'links', rank: 0, items: [{ type: 'text', content: 'a', status: 'none' }] };
const EMPTY: Part = { integration: 'links', rank: 0, items: [] };
const BROKEN: Part = { integration: 'links', rank: 0, items: [], error: 'TypeError' };
const DONE: RunEvent = { kind: 'done', ms: 1 };
const part = (one: Part): RunEvent => ({ kind: 'part', part: one });
const kept = (...parts: Part[]): RunEvent => ({ kind: 'kept', parts, at: 1 });

test.each<[string, readonly RunEvent[], boolean]>([
  ['a question under way', [], true],
  ['one that had an answer the last time', [kept(FULL)], true],
  ['one that had none the last time', [kept()], false],
  ['one that had none, and now has', [kept(), part(FULL)], true],
  ['results', [part(FULL), DONE], true],
  ['no results', [DONE], false],
  ['an integration without results', [part(EMPTY), DONE], false],
  ['an integration that failed', [part(BROKEN), DONE], true],
  ['results of the last time that are gone', [kept(FULL), DONE], false],
  ['a failure', [{ kind: 'failure', failure: { kind: 'unset' } }], true],
])('%s: %s', (_what, events, worth) => {
  expect(isWorthRoom({ site: SITE, context: SHOP, events, asked: 0 })).toBe(worth);
});

test('results that the user hides are none', () => {
  const site = { ...SITE, display: { ...SITE.display, hidden: ['links'] } };
  expect(isWorthRoom({ site, context: SHOP, events: [part(FULL), DONE], asked: 0 })).toBe(false);
});

test.each([
  ['a page that cannot match', SITE, false],
  ['the same with the overlay', { ...SITE, overlay: true }, true],
  ['a page that is switched off', { ...SITE, overlay: true, reading: null }, false],
])('%s', (_what, site, worth) => {
  expect(isWorthRoom({ site, context: null, events: [], asked: 0 })).toBe(worth);
});
