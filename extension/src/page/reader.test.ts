import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Site } from '../messages/table.ts';
import type { PageHandle } from './handle.ts';
import { fakePorts, setAddress, SITE } from './page.fixture.ts';
import { startReader, type Outside, type Reader } from './reader.ts';

const RULES = [{ type: 'github', context: { 'page.repository': { startsWith: 'acme/' } } }];

const readers: Reader[] = [];

/** A page with the extension in it; `site` is what the worker answers next. */
function world(first: Partial<Site> = {}) {
  const { connect, ports } = fakePorts();
  const handles: PageHandle[] = [];
  const now = { site: { ...SITE, rules: RULES, ...first }, alive: true, hellos: [] as string[], draws: 0 };
  const outside: Outside = {
    hello: (url) => {
      now.hellos.push(url);
      return Promise.resolve(now.site);
    },
    draw: () => {
      now.draws += 1;
      return Promise.resolve(null);
    },
    connect,
    alive: () => now.alive,
  };
  const reader = startReader(window, outside, (handle) => handles.push(handle));
  readers.push(reader);
  const repositories = () =>
    ports.map(({ context }) => (context?.['page'] as { repository?: string } | undefined)?.repository);
  return { now, ports, handles, reader, repositories };
}

function bar(): HTMLElement | null {
  return document.querySelector('html > skerry-bar');
}

function styleOf(name: string): string | undefined {
  return bar()?.style.getPropertyValue(`--skerry-${name}`);
}

async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function go(path: string): Promise<void> {
  setAddress(`https://github.com${path}`);
  document.dispatchEvent(new Event('turbo:load'));
  await settle(60);
}

function is(property: 'readyState' | 'visibilityState', value: string): void {
  vi.spyOn(document, property, 'get').mockReturnValue(value as never);
}

beforeEach(() => {
  vi.useFakeTimers();
  setAddress('https://github.com/acme/shop');
  document.documentElement.innerHTML = '<head></head><body></body>';
});

afterEach(() => {
  for (const reader of readers.splice(0)) reader.stop();
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a page that may match is asked about, and the bar is fetched once', async () => {
  const { now, ports, handles, repositories } = world();
  await settle();
  expect(now.hellos).toEqual(['https://github.com/acme/shop']);
  expect(repositories()).toEqual(['acme/shop']);
  expect([now.draws, handles.length, ports[0]?.closed]).toEqual([1, 1, false]);
  expect(bar()).toBe(handles[0]?.host);
});

test('a page that cannot match: no question, no bar, no element', async () => {
  setAddress('https://github.com/other/tool');
  const { now, ports } = world();
  await settle();
  expect([ports.length, now.draws, bar()]).toEqual([0, 0, null]);
});

test('a page that is switched off is left alone', async () => {
  const { now, ports } = world({ reading: null });
  await settle();
  await go('/acme/site');
  expect([ports.length, now.draws, bar()]).toEqual([0, 0, null]);
});

test('while the page loads, room is made if its address may match; it is asked about when it is there', async () => {
  is('readyState', 'loading');
  const { ports } = world();
  await settle();
  expect([ports.length, styleOf('height')]).toEqual([0, '36px']);
  is('readyState', 'interactive');
  document.dispatchEvent(new Event('DOMContentLoaded'));
  await settle();
  expect(ports).toHaveLength(1);
});

test('while a page loads whose address cannot match, no room is made', async () => {
  setAddress('https://github.com/other/tool');
  is('readyState', 'loading');
  world();
  await settle();
  expect(bar()).toBeNull();
});

test('navigation without a load: the old question is aborted, the new page asked about', async () => {
  const { ports, repositories } = world();
  await settle();
  await go('/acme/site');
  expect(repositories()).toEqual(['acme/shop', 'acme/site']);
  expect(ports[0]?.closed).toBe(true);
  await go('/other/tool');
  expect([ports.length, ports[1]?.closed, styleOf('visibility')]).toEqual([2, true, 'hidden']);
});

test('an unchanged page is not asked about again', async () => {
  const { ports } = world();
  await settle();
  await go('/acme/shop#readme');
  await go('/acme/shop');
  expect(ports).toHaveLength(1);
});

test('a tab that nobody sees asks when somebody does', async () => {
  is('visibilityState', 'hidden');
  const { ports } = world();
  await settle(1000);
  expect(ports).toHaveLength(0);
  is('visibilityState', 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await settle(10);
  expect(ports).toHaveLength(1);
});

test('an answer without results takes the room back', async () => {
  const { ports } = world();
  await settle();
  ports[0]?.tell({ kind: 'done', ms: 1 });
  await settle(1000);
  expect([styleOf('height'), styleOf('visibility')]).toEqual(['0px', 'hidden']);
});

test('a floating bar takes no room', async () => {
  world({ display: { ...SITE.display, mode: 'floating' } });
  await settle(1000);
  expect([styleOf('height'), styleOf('visibility')]).toEqual(['0px', 'visible']);
});

test('the handle tells the bar what there is, now and later', async () => {
  const { ports, handles } = world();
  await settle();
  const seen: number[] = [];
  const stop = handles[0]?.subscribe((view) => seen.push(view.events.length));
  ports[0]?.tell({ kind: 'kept', parts: [], at: 1 });
  stop?.();
  ports[0]?.tell({ kind: 'done', ms: 1 });
  expect(seen).toEqual([0, 1]);
  handles[0]?.retry();
  expect(ports).toHaveLength(2);
});

test('a listener that throws does no harm to the others', async () => {
  const { ports, handles } = world();
  await settle();
  const other = vi.fn();
  let first = true;
  handles[0]?.subscribe(() => {
    if (!first) throw new Error('broken');
    first = false;
  });
  handles[0]?.subscribe(other);
  ports[0]?.tell({ kind: 'done', ms: 1 });
  expect(other).toHaveBeenCalledTimes(2);
});

test('another theme is shown and asks nothing; another server is asked', async () => {
  const { now, ports, reader, handles } = world();
  await settle();
  now.site = { ...now.site, display: { ...now.site.display, theme: 'dark' } };
  reader.renew(false);
  await settle();
  expect(ports).toHaveLength(1);
  now.site = { ...now.site, connection: 'another' };
  reader.renew(true);
  await settle();
  expect(ports).toHaveLength(2);
  const themes: string[] = [];
  handles[0]?.subscribe(({ site }) => themes.push(site.display.theme));
  expect(themes).toEqual(['dark']);
});

test('a page that was opened after another server was set is told so, and has asked it already', async () => {
  const { now, ports, reader } = world({ connection: 'another' });
  await settle();
  reader.renew(true);
  await settle();
  expect(ports).toHaveLength(1);
  // Whatever says hello first when the next one comes: the question is asked again.
  now.site = { ...now.site, connection: 'a third' };
  reader.wake();
  await settle();
  reader.renew(true);
  await settle();
  reader.renew(true);
  await settle();
  expect(ports).toHaveLength(2);
});

test('after a failure any change of the settings asks again', async () => {
  const { now, ports, reader } = world();
  await settle();
  ports[0]?.tell({ kind: 'failure', failure: { kind: 'unset' } });
  now.site = { ...now.site, overlay: true };
  reader.renew(false);
  await settle();
  expect(ports).toHaveLength(2);
});

test('a site that is switched off while it is open loses its bar', async () => {
  const { now, ports, reader } = world();
  await settle();
  now.site = { ...now.site, reading: null };
  reader.renew(false);
  await settle(1000);
  expect([ports[0]?.closed, styleOf('height'), styleOf('visibility')]).toEqual([true, '0px', 'hidden']);
});

test('a worker that does not answer at first is asked again', async () => {
  const { connect, ports } = fakePorts();
  const hello = vi
    .fn<Outside['hello']>()
    .mockRejectedValueOnce(new Error('nobody there'))
    .mockResolvedValue({ ...SITE, rules: RULES });
  const outside = { hello, draw: () => Promise.resolve(null), connect, alive: () => true };
  readers.push(startReader(window, outside, () => undefined));
  await settle(2000);
  expect([hello.mock.calls.length, ports.length]).toEqual([2, 1]);
});

test('an extension that was replaced leaves the page', async () => {
  const { now } = world();
  await settle();
  expect(bar()).not.toBeNull();
  now.alive = false;
  await go('/acme/site');
  expect(bar()).toBeNull();
});

test('with the overlay, a page that cannot match shows a bar, and still asks nothing', async () => {
  setAddress('https://github.com/other/tool');
  const { now, ports } = world({ overlay: true });
  await settle(1000);
  expect([ports.length, now.draws, styleOf('height')]).toEqual([0, 1, '36px']);
});
