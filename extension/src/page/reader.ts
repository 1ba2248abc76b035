/** What the content script does in a page: asks the worker how to read it, reads it, decides, asks, makes room, follows.
 *
 *     reading     which reader
 *     navigation  when to look again
 *     session     the question under way, and what was answered
 *     worth       whether there is anything to show
 *     stand       where it is shown: host, room, header
 *     handle      what `bar.js`, which draws it, is given
 */

import { cleanUrl } from '../context/clean-url.ts';
import type { PageContext } from '../context/model.ts';
import { mayMatch } from '../matching/may-match.ts';
import type { Site } from '../messages/table.ts';
import { attempt } from './attempt.ts';
import type { PageHandle, PageView } from './handle.ts';
import { watchPage } from './navigation.ts';
import { readerOf } from './reading.ts';
import { makeSession, type RunPort, type Session } from './session.ts';
import { makeStand } from './stand.ts';
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
  /** The same after the settings changed. `anew`: somebody else answers now, and what was asked before is asked again. */
  renew(anew: boolean): void;
  /** Takes everything of ours out of the page. */
  stop(): void;
}

/** ms before each further attempt to reach the worker. */
const RETRIES = [1000, 5000];

/** Why hello is said: `renewed` asks again what failed, `anew` also what somebody else was asked. */
type Why = 'wake' | 'renewed' | 'anew';

/** Starts reading a page; nothing happens in it before the worker has answered. */
export function startReader(window: Window, outside: Outside, share: (handle: PageHandle) => void): Reader {
  const { document } = window;
  const stand = makeStand(window);
  const listeners = new Set<(view: PageView) => void>();
  let session: Session | null = null;
  let drawn: Promise<unknown> | null = null;
  let stopWatching: (() => void) | null = null;
  /** The same question is to be asked again as soon as somebody sees the page. */
  let stale = false;
  let stopped = false;

  async function hello(why: Why, retries: readonly number[] = RETRIES): Promise<void> {
    if (!outside.alive()) stop();
    if (stopped) return;
    try {
      const site = await outside.hello(cleanUrl(new URL(window.location.href)), session !== null);
      attempt(() => {
        if (!stopped) greeted(site, why);
      });
    } catch {
      const [ms, ...later] = retries;
      if (ms !== undefined) setTimeout(() => void hello(why, later), ms);
    }
  }

  function greeted(site: Site, why: Why): void {
    if (session === null) session = makeSession(site, outside.connect, changed);
    else {
      const failed = session.view().events.at(-1)?.kind === 'failure';
      session.setSite(site);
      stale ||= why !== 'wake' && (failed || (why === 'anew' && !session.isCurrent()));
    }
    if (site.reading === null) stopWatching?.();
    stopWatching = site.reading === null ? null : (stopWatching ?? watchPage(window, () => attempt(look) ?? false));
    look();
  }

  /** Reads the page and asks if it became another one. Answers whether it did. */
  function look(): boolean {
    if (!outside.alive()) stop();
    if (session === null || stopped) return false;
    const { site } = session.view();
    const context = readable(site);
    if (document.readyState === 'loading') {
      if (context !== null) stand.show(site.display.mode, true);
      return false;
    }
    if (context === null) {
      const left = session.leave();
      show(session.view());
      return left;
    }
    if (document.visibilityState === 'hidden') return false;
    const asked = session.ask(context);
    if (stale && !asked) session.retry();
    stale = false;
    // Again: the page may have rewritten itself, or drawn a header.
    show(session.view());
    return asked;
  }

  /** The page's context if anything may match it. While the page is loading, what is not there yet may come to match. */
  function readable(site: Site): PageContext | null {
    if (site.reading === null) return null;
    const reader = readerOf(site.reading);
    const context = reader.read({ url: new URL(window.location.href), document });
    const open = document.readyState === 'loading' ? reader.open : [];
    return context !== null && mayMatch(context, site.rules, open) ? context : null;
  }

  function changed(view: PageView): void {
    attempt(() => {
      show(view);
    });
    for (const listener of listeners) {
      attempt(() => {
        listener(view);
      });
    }
  }

  function show(view: PageView): void {
    stand.show(view.site.display.mode, isWorthRoom(view));
    if (view.context !== null || view.site.overlay) draw();
  }

  /** Once: the bar follows the handle from then on. */
  function draw(): void {
    const host = stand.host();
    if (drawn !== null || host === null) return;
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
    attempt(() => session?.retry());
  }

  /** The page was kept aside and is shown again as it was, but its connections were cut. */
  function onPageShow(event: PageTransitionEvent): void {
    if (!event.persisted) return;
    attempt(() => session?.resume());
    void hello('wake');
  }

  function stop(): void {
    stopped = true;
    window.removeEventListener('pageshow', onPageShow);
    stopWatching?.();
    listeners.clear();
    session?.leave();
    stand.remove();
  }

  window.addEventListener('pageshow', onPageShow);
  void hello('wake');
  return {
    wake: () => void hello('wake'),
    renew: (anew) => void hello(anew ? 'anew' : 'renewed'),
    stop,
  };
}
