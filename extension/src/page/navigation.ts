/** Notices that a page has become another one without being loaded again.
 *
 * Addresses change by the Navigation API (also where the page uses `history`), `popstate` and `hashchange`; what the page
 * shows changes a moment later: `turbo:load` and its like say when, and any change of the DOM may. Those are looked at
 * after a pause, which doubles each time that nothing of interest was found, up to an end; the next address begins anew. */

/** ms between a new address and the look: the page draws itself first, if it does not say when it has. */
const SETTLE = 50;
/** ms between two looks for changes of the DOM, at first and at last. */
const FIRST_PAUSE = 250;
const LAST_PAUSE = 16_000;

const ADDRESS_EVENTS = ['popstate', 'hashchange'];
const DRAWN_EVENTS = ['turbo:load', 'turbo:render', 'soft-nav:end', 'DOMContentLoaded'];
/** Attributes that readers look at, and pages change. */
const ATTRIBUTES = ['content', 'href', 'title', 'aria-label'];

/** `look` answers whether it found something new. It is not called while nobody can see the page. Answers the way to stop. */
export function watchPage(window: Window, look: () => boolean): () => void {
  const { document } = window;
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let pause = FIRST_PAUSE;
  let address = window.location.href;

  const observer = new MutationObserver(() => {
    if (window.location.href !== address) moved(SETTLE);
    else if (pause <= LAST_PAUSE) schedule(pause);
  });

  function schedule(ms: number): void {
    const at = performance.now() + ms;
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(run, ms);
  }

  function run(): void {
    due = Infinity;
    if (document.visibilityState === 'hidden') return;
    pause = look() ? FIRST_PAUSE : pause * 2;
    // Without the Navigation API changes of the DOM are also how a new address is noticed.
    if (pause > LAST_PAUSE && navigationOf(window) !== undefined) observer.disconnect();
  }

  function moved(ms: number): void {
    address = window.location.href;
    pause = FIRST_PAUSE;
    observe();
    schedule(ms);
  }

  function observe(): void {
    observer.observe(document, {
      ...{ childList: true, subtree: true, characterData: true },
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
  }

  const onAddress = () => {
    if (window.location.href !== address) moved(SETTLE);
  };
  const onDrawn = () => {
    moved(0);
  };
  const onVisible = () => {
    if (document.visibilityState === 'visible') moved(0);
  };
  for (const name of ADDRESS_EVENTS) window.addEventListener(name, onAddress, { signal });
  for (const name of DRAWN_EVENTS) document.addEventListener(name, onDrawn, { signal });
  document.addEventListener('visibilitychange', onVisible, { signal });
  navigationOf(window)?.addEventListener('currententrychange', onAddress, { signal });
  observe();

  return () => {
    listening.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** TypeScript's library does not have it yet, nor all browsers. */
function navigationOf(window: Window): EventTarget | undefined {
  return (window as { readonly navigation?: EventTarget }).navigation;
}
