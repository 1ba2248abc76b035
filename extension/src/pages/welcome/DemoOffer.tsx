import { Icon } from '../../icons/index.ts';
import type { Store } from '../store.ts';

export interface DemoOfferProps {
  readonly store: Store;
  readonly demo: boolean;
  /** To a server. */
  readonly connected: boolean;
}

export function DemoOffer({ store, demo, connected }: DemoOfferProps) {
  if (connected && !demo) return null;
  const turn = (on: boolean) => {
    store.change({ connection: { demo: on } });
  };
  return (
    <aside class="demo-offer" aria-label="Demo">
      <Icon name="eye" />
      <div>
        <p class="notice-title">{demo ? 'Demo mode is on' : 'Look around without a server'}</p>
        <p>
          {demo
            ? 'The results are made up and come from the extension itself. Nothing is sent anywhere.'
            : 'Demo mode shows made-up results. Nothing is sent anywhere.'}
        </p>
      </div>
      <button
        type="button"
        class="button"
        onClick={() => {
          turn(!demo);
        }}
      >
        {demo ? 'Connect to a server instead' : 'Try the demo'}
      </button>
    </aside>
  );
}
