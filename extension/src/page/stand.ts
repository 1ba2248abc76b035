/** Where the bar stands in a page: its element, the room above the page, the place below a header that is fixed there. */

import type { Mode } from '../settings/model.ts';
import { attempt } from './attempt.ts';
import { headerBottom } from './header.ts';
import { makeHost, type BarHost } from './host.ts';
import { framesOf, makeRoom, type Room } from './room.ts';

export interface Stand {
  /** Null until there was something to show: a page that we have nothing for is left as it is. */
  host(): BarHost | null;
  /** Without anything `worth` showing, what stands there is hidden and its room taken back. */
  show(mode: Mode, worth: boolean): void;
  remove(): void;
}

export function makeStand(window: Window): Stand {
  const { document } = window;
  const frames = framesOf(window);
  let made: { readonly host: BarHost; readonly room: Room } | null = null;
  let measuring = false;

  function make(): { readonly host: BarHost; readonly room: Room } {
    const host = makeHost(document);
    window.addEventListener('resize', measure);
    return { host, room: makeRoom(host, frames) };
  }

  /** Once a frame at most: it makes the browser lay out the page. */
  function measure(): void {
    if (measuring || made?.room.wanted() !== true) return;
    measuring = true;
    const { host } = made;
    frames.requestAnimationFrame(() => {
      measuring = false;
      attempt(() => {
        host.setTop(headerBottom(document));
      });
    });
  }

  return {
    host: () => made?.host ?? null,
    show: (mode, worth) => {
      if (made === null && !worth) return;
      made ??= make();
      const { host, room } = made;
      const integrated = mode === 'integrated';
      host.setMode(mode);
      host.attach();
      // A floating bar hides itself where it has nothing, and shows its overlay all the same.
      host.setVisible(worth || !integrated);
      room.want(worth && integrated);
      measure();
    },
    remove: () => {
      window.removeEventListener('resize', measure);
      made?.host.remove();
    },
  };
}
