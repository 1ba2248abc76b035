import { useState } from 'preact/hooks';

import { patternOf } from '../../server/address.ts';
import { useDoors } from '../doors.ts';
import { hostName } from '../host.ts';
import { Live } from '../parts/Notice.tsx';
import { sectionAddress } from '../sections.ts';
import type { Store } from '../store.ts';
import type { Action } from './status.ts';

export interface RemedyProps {
  readonly action: Action;
  readonly store: Store;
  /** The page can be read now. */
  readonly onAllowed: () => void;
}

/** What can be done about a page that shows nothing. */
export function Remedy({ action, store, onAllowed }: RemedyProps) {
  const doors = useDoors();
  const [refused, setRefused] = useState(false);
  if (action.kind === 'adapter' || action.kind === 'enterprise') {
    const adapter = action.kind === 'adapter';
    const href = adapter ? sectionAddress('providers') : sectionAddress('providers', action.host);
    return (
      <div class="actions">
        <a class={adapter ? 'button primary' : 'quiet-link'} href={href} target="_blank" rel="noopener">
          {adapter ? 'See what it reads' : 'Is it your GitHub Enterprise server?'}
        </a>
      </div>
    );
  }
  const { kind, origin } = action;
  const allow = () => {
    // Where the browser's question closes the popup, nothing behind it happens: the worker goes on by itself.
    if (kind === 'domain') void store.ask('own.domain', { origin, on: true });
    void doors.grant([patternOf(origin)]).then((granted) => {
      setRefused(!granted);
      if (granted) onAllowed();
      else if (kind === 'domain') void store.ask('own.domain', { origin, on: false });
    });
  };
  return (
    <div class="actions">
      <button type="button" class="button primary" onClick={allow}>
        {kind === 'allow' ? 'Allow on this site' : `Switch on for ${hostName(origin)}`}
      </button>
      <Live>{refused && <span class="hint">It was not allowed.</span>}</Live>
    </div>
  );
}
