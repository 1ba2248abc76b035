/** What the reader (`reader.js`) and the bar (`bar.js`), two scripts in the extension's own world of a page, share. */

import type { PageContext } from '../context/model.ts';
import type { Site } from '../messages/table.ts';
import type { RunEvent } from '../run/events.ts';

/** A page at a moment. */
export interface PageView {
  readonly site: Site;
  /** Exactly what was sent; null before the first question and where nothing can match. */
  readonly context: PageContext | null;
  /** All events of the run that belongs to `context`, in order. */
  readonly events: readonly RunEvent[];
  /** When the question was asked: `performance.now()`. */
  readonly asked: number;
}

export interface PageHandle {
  /** The one element that is ours in the page. */
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Calls the listener now and after each change; answers the way to stop. */
  subscribe(listener: (view: PageView) => void): () => void;
  /** Asks the server again for the same context. */
  retry(): void;
}

declare global {
  var skerry: PageHandle | undefined;
  /** Build constant: whether the bar's shadow root is open, for tests that look inside. */
  const __OPEN_ROOT__: boolean;
}
