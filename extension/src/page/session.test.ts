import { expect, test } from 'vitest';

import type { PageView } from './handle.ts';
import { fakePorts, SHOP, SITE, SITE_PAGE } from './page.fixture.ts';
import { makeSession } from './session.ts';

function world() {
  const { connect, ports } = fakePorts();
  const views: PageView[] = [];
  const session = makeSession(SITE, connect, (view) => views.push(view));
  const kinds = () => session.view().events.map(({ kind }) => kind);
  return { session, ports, views, kinds };
}

test('a question goes over a port of its own, and its events are kept in order', () => {
  const { session, ports, views, kinds } = world();
  expect(session.ask(SHOP)).toBe(true);
  ports[0]?.tell({ kind: 'kept', parts: [], at: 1 });
  ports[0]?.tell({ kind: 'done', ms: 5 });
  expect(ports.map(({ context }) => context)).toEqual([SHOP]);
  expect(kinds()).toEqual(['kept', 'done']);
  expect(views.map(({ events }) => events.length)).toEqual([0, 1, 2]);
});

test('an answered port is closed', () => {
  const { session, ports } = world();
  session.ask(SHOP);
  ports[0]?.tell({ kind: 'done', ms: 5 });
  expect(ports[0]?.closed).toBe(true);
});

test('the same context is not asked again, whatever the order of its members', () => {
  const { session, ports } = world();
  session.ask({ type: 'a', url: 'b', page: { x: 1, y: 2 } });
  expect(session.ask({ url: 'b', page: { y: 2, x: 1 }, type: 'a' })).toBe(false);
  expect(ports).toHaveLength(1);
});

test('another context aborts the question under way, and nothing of it arrives any more', () => {
  const { session, ports, kinds } = world();
  session.ask(SHOP);
  session.ask(SITE_PAGE);
  ports[0]?.tell({ kind: 'kept', parts: [], at: 1 });
  expect(ports.map(({ closed }) => closed)).toEqual([true, false]);
  expect([session.view().context, kinds()]).toEqual([SITE_PAGE, []]);
});

test('a page that is left asks nothing and shows nothing', () => {
  const { session, ports } = world();
  session.ask(SHOP);
  expect(session.leave()).toBe(true);
  expect(session.leave()).toBe(false);
  expect([ports[0]?.closed, session.view().context]).toEqual([true, null]);
});

test('retry asks the same again', () => {
  const { session, ports, kinds } = world();
  session.ask(SHOP);
  ports[0]?.tell({ kind: 'failure', failure: { kind: 'unset' } });
  session.retry();
  expect(ports.map(({ context }) => context)).toEqual([SHOP, SHOP]);
  expect(kinds()).toEqual([]);
});

test('retry without a question does nothing', () => {
  const { session, ports } = world();
  session.retry();
  expect(ports).toHaveLength(0);
});

test('a worker that goes away is asked once more, and then it is a failure', () => {
  const { session, ports, kinds } = world();
  session.ask(SHOP);
  ports[0]?.tell({ kind: 'kept', parts: [], at: 1 });
  ports[0]?.lose();
  expect([ports.length, kinds()]).toEqual([2, []]);
  ports[1]?.lose();
  expect(ports).toHaveLength(2);
  expect(session.view().events).toMatchObject([{ kind: 'failure', failure: { kind: 'cut' } }]);
});

test('a port that closes after the answer is no failure', () => {
  const { session, ports, kinds } = world();
  session.ask(SHOP);
  ports[0]?.tell({ kind: 'done', ms: 5 });
  ports[0]?.lose();
  expect(kinds()).toEqual(['done']);
});

test('an extension that is gone is a failure, not an exception', () => {
  const session = makeSession(
    SITE,
    () => {
      throw new Error('Extension context invalidated.');
    },
    () => undefined,
  );
  session.ask(SHOP);
  expect(session.view().events).toMatchObject([{ kind: 'failure', failure: { kind: 'cut' } }]);
});

test('after the page was kept aside, only an answer that has not ended is asked for again', () => {
  const { session, ports } = world();
  session.ask(SHOP);
  session.resume();
  expect(ports).toHaveLength(2);
  ports[1]?.tell({ kind: 'done', ms: 5 });
  session.resume();
  expect(ports).toHaveLength(2);
});

test('other settings are shown at once and ask nothing', () => {
  const { session, ports, views } = world();
  session.ask(SHOP);
  session.setSite({ ...SITE, overlay: true });
  expect([ports.length, views.at(-1)?.site.overlay, views.at(-1)?.context]).toEqual([1, true, SHOP]);
});
