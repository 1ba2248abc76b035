/** One question at a time: what the page asks, and what is answered. */

import { equal } from '../context/equal.ts';
import type { PageContext } from '../context/model.ts';
import type { RunMessage, RunQuestion, Site } from '../messages/table.ts';
import type { RunEvent } from '../run/events.ts';
import type { PageView } from './handle.ts';

/** A `browser.runtime.Port`, as far as it is needed. */
export interface RunPort {
  readonly onMessage: { addListener(listener: (message: RunMessage) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(question: RunQuestion): void;
  disconnect(): void;
}

export interface Session {
  view(): PageView;
  setSite(site: Site): void;
  /** Asks, unless the same was asked last; what was under way is aborted. Answers whether it asked. */
  ask(context: PageContext): boolean;
  /** Nothing is asked any more: the page is left, or cannot match. Answers whether anything was. */
  leave(): boolean;
  /** Whether what was asked last was asked of whom `Site.connection` names now. */
  isCurrent(): boolean;
  /** The same again. */
  retry(): void;
  /** The same again if its answer has not ended: the connection may be lost while the page was kept aside. */
  resume(): void;
}

interface Run {
  port: RunPort | null;
  over: boolean;
  /** The worker was gone once already. */
  again: boolean;
}

const LOST: RunEvent = {
  kind: 'failure',
  failure: { kind: 'cut', message: 'The extension stopped before the answer was complete.' },
};

/** `connect` opens a port to the worker; it throws where the extension itself is gone (updated, removed). */
export function makeSession(site: Site, connect: () => RunPort, changed: (view: PageView) => void): Session {
  let view: PageView = { site, context: null, events: [], asked: 0 };
  let connection = site.connection;
  let run: Run = { port: null, over: true, again: false };

  function show(change: Partial<PageView>): void {
    view = { ...view, ...change };
    changed(view);
  }

  function close(): void {
    const { port } = run;
    run = { port: null, over: true, again: false };
    port?.disconnect();
  }

  function start(context: PageContext, asked: number, again: boolean): void {
    close();
    const mine: Run = { port: null, over: false, again };
    run = mine;
    ({ connection } = view.site);
    show({ context, events: [], asked });
    try {
      mine.port = open(context, mine);
    } catch {
      end(mine, LOST);
    }
  }

  function open(context: PageContext, mine: Run): RunPort {
    const port = connect();
    port.onMessage.addListener((event) => {
      if (run !== mine || mine.over) return;
      if (event.kind === 'done' || event.kind === 'failure') end(mine, event);
      else show({ events: [...view.events, event] });
    });
    port.onDisconnect.addListener(() => {
      if (run !== mine || mine.over) return;
      mine.port = null;
      if (mine.again) end(mine, LOST);
      else start(context, view.asked, true);
    });
    port.postMessage({ context });
    return port;
  }

  function end(mine: Run, event: RunEvent): void {
    mine.over = true;
    mine.port?.disconnect();
    mine.port = null;
    show({ events: [...view.events, event] });
  }

  function retry(): void {
    if (view.context !== null) start(view.context, performance.now(), false);
  }

  return {
    view: () => view,
    setSite: (next) => {
      show({ site: next });
    },
    ask: (context) => {
      if (equal(view.context, context)) return false;
      start(context, performance.now(), false);
      return true;
    },
    leave: () => {
      if (view.context === null) return false;
      close();
      show({ context: null, events: [] });
      return true;
    },
    isCurrent: () => connection === view.site.connection,
    retry,
    resume: () => {
      if (!run.over) retry();
    },
  };
}
