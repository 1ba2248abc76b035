/** The bar, in the shadow root that the reader made. */

import { render } from 'preact';

import type { PageHandle } from '../page/handle.ts';
import { setTheme } from '../theme/adopt.ts';
import { tokens } from '../theme/tokens.ts';
import { Bar } from './Bar.tsx';
import css from './bar.css?inline';
import type { Commands } from './commands.ts';
import { type Outside, OutsideProvider } from './outside.ts';
import { shield } from './shield.ts';
import { dress } from './sheets.ts';
import { next, type Shown } from './shown.ts';

/** Answers the way to take it away. */
export function mount(handle: PageHandle, outside: Outside, commands: Commands): () => void {
  const { host, root } = handle;
  dress(root, tokens(':host') + css);
  const place = document.createElement('div');
  root.append(place);
  const unshield = shield(host, root);

  let shown: Shown | null = null;
  let frame: number | null = null;
  const draw = () => {
    frame = null;
    if (shown === null) return;
    setTheme(host, shown.view.site.display.theme);
    render(
      <OutsideProvider value={outside}>
        <Bar shown={shown} commands={commands} />
      </OutsideProvider>,
      place,
    );
  };
  const unsubscribe = handle.subscribe((view) => {
    const first = shown === null || shown.run.parts.length === 0;
    shown = next(shown, view, Date.now());
    // The first result at once; a stream of others once a frame. Tabs that nobody sees draw nothing.
    if (first) {
      if (frame !== null) cancelAnimationFrame(frame);
      draw();
    } else frame ??= requestAnimationFrame(draw);
  });
  return () => {
    unsubscribe();
    unshield();
    if (frame !== null) cancelAnimationFrame(frame);
    render(null, place);
    place.remove();
  };
}
