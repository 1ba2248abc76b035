import { useEffect, useState } from 'preact/hooks';

import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Adapters } from './Adapters.tsx';
import { BuiltIn } from './BuiltIn.tsx';
import type { SectionProps } from './Connection.tsx';
import { Domains } from './Domains.tsx';
import { Enterprise } from './Enterprise.tsx';

export interface ProvidersProps extends SectionProps {
  /** Of a GitHub Enterprise server, to begin with. */
  readonly host: string;
}

/** The sites that are read. */
export function Providers({ store, state, host }: ProvidersProps) {
  const [asking, setAsking] = useState(false);
  const refresh = () => {
    setAsking(true);
    void store.ask('own.refresh', null).finally(() => {
      setAsking(false);
    });
  };
  // Once, when the section is opened: what the server offers may have changed.
  useEffect(refresh, []);
  return (
    <>
      <p class="lead">
        The sites that Skerry may read. Each of them is one that you, or the browser for you, have allowed.
      </p>
      <BuiltIn store={store} state={state} />
      <Enterprise store={store} state={state} host={host} />
      <div class="between">
        <h3>From your server</h3>
        <button type="button" class="button" disabled={asking} onClick={refresh}>
          {asking ? 'Asking …' : 'Ask the server again'}
        </button>
      </div>
      <div role="status" aria-live="polite">
        {state.settings.connection.demo && (
          <Notice tone="plain" title="Demo mode is on">
            <p>The server is not asked. Sites that it offers are shown as they were the last time.</p>
          </Notice>
        )}
        {state.failure !== null && !asking && (
          <FailureNotice failure={state.failure} onRetry={refresh} settings="#connection" />
        )}
      </div>
      <Domains store={store} state={state} />
      <Adapters store={store} state={state} />
    </>
  );
}
