/** The whole frame: fetches what its ticket is good for, then shows the palette. */

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Answer } from '../messages/table.ts';
import type { Theme } from '../settings/model.ts';
import { setTheme } from '../theme/adopt.ts';
import { Palette } from './Palette.tsx';
import { Panel } from './Panel.tsx';

export interface FrameProps {
  readonly fetchItems: () => Promise<Answer<'palette.items'>>;
  readonly onClose: () => void;
  /** The element that carries the theme. */
  readonly root: Element;
}

type Fetched = Answer<'palette.items'> | 'waiting' | 'failed';

export function Frame({ fetchItems, onClose, root }: FrameProps) {
  const [fetched, setFetched] = useState<Fetched>('waiting');

  useEffect(() => {
    fetchItems().then(setFetched, () => {
      setFetched('failed');
    });
  }, [fetchItems]);

  useLayoutEffect(() => {
    const theme: Theme = typeof fetched === 'string' ? 'system' : fetched.theme;
    setTheme(root, theme);
  }, [fetched, root]);

  if (fetched === 'waiting') return null;
  if (fetched !== 'failed') return <Palette parts={fetched.parts} onClose={onClose} />;
  return (
    <Panel field={<span class="field">Results of this page</span>} onClose={onClose}>
      <p class="empty" role="alert">
        The results could not be fetched: this view is good for one page only. Close it and open it again.
      </p>
    </Panel>
  );
}
