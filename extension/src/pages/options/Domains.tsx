import { useState } from 'preact/hooks';

import type { CustomDomain } from '../../messages/table.ts';
import { patternOf } from '../../server/address.ts';
import { useDoors } from '../doors.ts';
import { hostName } from '../host.ts';
import { Card } from '../parts/Card.tsx';
import { NotAllowed } from '../parts/NotAllowed.tsx';
import { Live } from '../parts/Notice.tsx';
import { Switch } from '../parts/Switch.tsx';
import type { Store } from '../store.ts';
import type { SectionProps } from './Connection.tsx';

/** Sites that the server has integrations for. */
export function Domains({ store, state }: SectionProps) {
  return (
    <Card
      title="Custom domains"
      intro="Sites that your server's integrations are for. Of their pages Skerry reads only the address."
      locked={state.managed.domains !== undefined}
    >
      {state.domains.length === 0 ? (
        <p class="empty">Your server offers none.</p>
      ) : (
        state.domains.map((domain) => <Domain key={domain.origin} store={store} domain={domain} />)
      )}
    </Card>
  );
}

function Domain({ store, domain }: { readonly store: Store; readonly domain: CustomDomain }) {
  const doors = useDoors();
  const [refused, setRefused] = useState(false);
  const { origin, on, granted, allowed } = domain;
  const switchOn = () => {
    void doors.grant([patternOf(origin)]).then(async (is) => {
      setRefused(!is);
      if (is) await store.ask('own.domain', { origin, on: true });
    });
  };
  return (
    <div class="row">
      <Switch
        label={<span class="code">{hostName(origin)}</span>}
        {...(!allowed && { description: "Not in your administrator's list of allowed domains." })}
        on={on && allowed}
        disabled={!allowed}
        onChange={(next) => {
          if (next) switchOn();
          else void store.ask('own.domain', { origin, on: false });
        }}
      />
      {on && allowed && !granted && <NotAllowed name={hostName(origin)} refused={refused} onAllow={switchOn} />}
      <Live>
        {!on && refused && (
          <span class="hint">It stays off: the browser was not allowed to read {hostName(origin)}.</span>
        )}
      </Live>
    </div>
  );
}
