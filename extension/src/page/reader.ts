/** What the content script does in a page: asks the worker how to read it, reads it, decides, asks, makes room, follows.
 *
 *     reading     which reader
 *     navigation  when to look again
 *     session     the question under way, and what was answered
 *     worth       whether there is anything to show
 *     host  room  header: where it is shown
 *     handle      what `bar.js`, which draws it, is given
 */

import { cleanUrl } from '../context/clean-url.ts';
import { equal } from '../context/equal.ts';
import type { Json, PageContext } from '../context/model.ts';
import { mayMatch } from '../matching/may-match.ts';
import type { Site } from '../messages/table.ts';
import { headerBottom } from './header.ts';
import { makeHost, type BarHost } from './host.ts';
import type { PageHandle, PageView } from './handle.ts';
import { watchPage } from './navigation.ts';
import { readerOf } from './reading.ts';
import { framesOf, makeRoom, type Room } from './room.ts';
import { makeSession, type RunPort, type Session } from './session.ts';
import { isWorthRoom } from './worth.ts';

/** The rest of the extension, as a page sees it. */
export interface Outside {
  readonly hello: (url: string, again: boolean) => Promise<Site>;
  /** Puts `bar.js` into the page; it takes `globalThis.skerry`. */
  readonly draw: () => Promise<unknown>;
  readonly connect: () => RunPort;
  /** Whether the extension is still there: a newer copy of it knows nothing of this script. */
  readonly alive: () => boolean;
}

export interface Reader {
  /** Says hello again and looks at the page. */
  wake(): void;
  /** The same after the settings changed; the same question may now have another answer. */
  renew(): void;
  /** Takes everything of ours out of the page. */
  stop(): void;
}

/** ms before each further attempt to reach the worker. */
const RETRIES = [1000, 5000];

/** Where the bar stands in this page. */
interface Stand {
  readonly host: BarHost;
  readonly room: Room;
}

/** Starts reading a page; nothing happens in it before the worker has answered. */
export function startReader(window: Window, outside: Outside, share: (handle: PageHandle) => void): Reader {
  const { document } = window;
  const frames = framesOf(window);
  const listeners = new Set<(view: PageView) => void>();
  let session: Session | null = null;
  let stand: Stand | null = null;
  let drawn: Promise<unknown> | null = null;
  let stopWatching: (() => void) | null = null;
  /** The same question is to be asked again as soon as somebody sees the page. */
  let stale = false;
  let measuring = false;
  let stopped = false;

  async function hello(renewed: boolean, retries: readonly number[] = RETRIES): Promise<void> {
    if (!outside.alive()) {
      stop();
      return;
    }
    try {
      const site = await outside.hello(cleanUrl(new URL(window.location.href)), session !== null);
      attempt(() => {
        if (!stopped) greeted(site, renewed);
      }, undefined);
    } catch {
      const [ms, ...later] = retries;
      if (ms !== undefined && !stopped) setTimeout(() => void hello(renewed, later), ms);
    }
  }

  function greeted(site: Site, renewed: boolean): void {
    if (session === null) session = makeSession(site, outside.connect, changed);
    else {
      const { site: before, events } = session.view();
      // If the answer was a failure, or nothing changed that a page is told, the server or its token may have changed.
      stale ||= renewed && (events.at(-1)?.kind === 'failure' || equal(asJson(before), asJson(site)));
      session.setSite(site);
    }
    stand?.host.setMode(site.display.mode);
    if (site.reading === null) stopWatching?.();
    stopWatching = site.reading === null ? null : (stopWatching ?? watchPage(window, () => attempt(look, false)));
    attempt(look, false);
  }

  /** Reads the page and asks if it became another one. Answers whether it did. */
  function look(): boolean {
    if (session === null) return false;
    if (!outside.alive()) {
      stop();
      return false;
    }
    const { site } = session.view();
    const context = readable(site);
    if (document.readyState === 'loading') {
      if (context !== null) standing(site).room.want(site.display.mode === 'integrated');
      return false;
    }
    if (context === null) {
      const left = session.leave();
      place();
      return left;
    }
    if (document.visibilityState === 'hidden') return false;
    standing(site);
    const asked = session.ask(context);
    if (stale && !asked) session.retry();
    stale = false;
    draw();
    place();
    return asked;
  }

  /** The page's context if anything may match it. While the page is loading, what is not there yet may come to match. */
  function readable(site: Site): PageContext | null {
    if (site.reading === null) return null;
    const reader = readerOf(site.reading);
    const context = reader.read({ url: new URL(window.location.href), document });
    const early = document.readyState === 'loading' ? reader.open : [];
    return context !== null && mayMatch(context, site.rules, early) ? context : null;
  }

  function changed(view: PageView): void {
    attempt(place, undefined);
    for (const listener of listeners) {
      attempt(() => {
        listener(view);
      }, undefined);
    }
  }

  /** Puts the bar where it belongs, with the room that it is worth. */
  function place(): void {
    if (session === null) return;
    const view = session.view();
    const worth = isWorthRoom(view);
    if (stand === null && !worth) return;
    const { host, room } = standing(view.site);
    const integrated = view.site.display.mode === 'integrated';
    host.attach();
    host.setVisible(worth || !integrated);
    room.want(worth && integrated);
    if (worth && integrated) underHeader();
    if (view.site.overlay) draw();
  }

  /** Measured once a frame at most: it makes the browser lay out the page. */
  function underHeader(): void {
    if (measuring || stand === null) return;
    measuring = true;
    const { host, room } = stand;
    window.requestAnimationFrame(() => {
      measuring = false;
      attempt(() => {
        if (room.wanted()) host.setTop(headerBottom(document));
      }, undefined);
    });
  }

  function standing(site: Site): Stand {
    if (stand === null) {
      const host = makeHost(document);
      host.setMode(site.display.mode);
      stand = { host, room: makeRoom(host, frames) };
    }
    stand.host.attach();
    return stand;
  }

  /** Once: the bar follows the handle from then on. */
  function draw(): void {
    if (drawn !== null || stand === null || session === null) return;
    const { host } = stand;
    share({ host: host.element, root: host.root, subscribe, retry });
    drawn = outside.draw().catch(() => {
      drawn = null;
    });
  }

  function subscribe(listener: (view: PageView) => void): () => void {
    listeners.add(listener);
    if (session !== null) listener(session.view());
    return () => listeners.delete(listener);
  }

  function retry(): void {
    attempt(() => {
      session?.retry();
    }, undefined);
  }

  /** The page was kept aside and is shown again as it was, but its connections were cut. */
  function onPageShow(event: PageTransitionEvent): void {
    if (!event.persisted) return;
    session?.resume();
    void hello(false);
  }

  function stop(): void {
    stopped = true;
    window.removeEventListener('pageshow', onPageShow);
    window.removeEventListener('resize', underHeader);
    stopWatching?.();
    stopWatching = null;
    session?.leave();
    stand?.host.remove();
    listeners.clear();
  }

  window.addEventListener('pageshow', onPageShow);
  window.addEventListener('resize', underHeader);
  void hello(false);
  return {
    wake: () => void hello(false),
    renew: () => void hello(true),
    stop,
  };
}

/** Whatever a page does to us stays ours: nothing is thrown into it. */
function attempt<Result>(act: () => Result, otherwise: Result): Result {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

function asJson(site: Site): Json {
  return site as unknown as Json;
}
