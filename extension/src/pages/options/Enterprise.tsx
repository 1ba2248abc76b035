import { useState } from 'preact/hooks';

import { patternOf } from '../../server/address.ts';
import { useDoors } from '../doors.ts';
import { useGranted } from '../granted.ts';
import { hostName, readHost } from '../host.ts';
import { Card } from '../parts/Card.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { NotAllowed } from '../parts/NotAllowed.tsx';
import type { Store } from '../store.ts';
import type { ProvidersProps } from './Providers.tsx';

/** GitHub Enterprise servers. */
export function Enterprise({ store, state, host }: ProvidersProps) {
  const doors = useDoors();
  const [typed, setTyped] = useState(host);
  const [error, setError] = useState<string | null>(null);
  const { enterprise } = state.settings.providers;

  const add = () => {
    const result = readHost(typed);
    if ('problem' in result) {
      setError(result.problem);
      return;
    }
    void doors.grant([patternOf(result.origin)]).then(async (granted) => {
      if (!granted) {
        setError(`The browser was not allowed to read ${hostName(result.origin)}. Add it again and choose "Allow".`);
      } else if (await store.ask('own.enterprise', { origin: result.origin, on: true })) {
        setTyped('');
      }
    });
  };
  return (
    <Card title="GitHub Enterprise" intro="Servers of your organisation that are read like github.com.">
      {enterprise.length > 0 && (
        <ul class="rows" aria-label="GitHub Enterprise servers">
          {enterprise.map((origin) => (
            <EnterpriseServer key={origin} store={store} origin={origin} />
          ))}
        </ul>
      )}
      <form
        class="add"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field
          label="Host of a GitHub Enterprise server"
          code
          value={typed}
          placeholder="github.corp.example"
          error={error}
          onInput={(value) => {
            setTyped(value);
            setError(null);
          }}
        />
        <button type="submit" class="button">
          Add
        </button>
      </form>
    </Card>
  );
}

function EnterpriseServer({ store, origin }: { readonly store: Store; readonly origin: string }) {
  const doors = useDoors();
  const patterns = [patternOf(origin)];
  const granted = useGranted(patterns);
  const [refused, setRefused] = useState(false);
  return (
    <li>
      <span>
        <span class="code">{hostName(origin)}</span>
        {granted === false && (
          <NotAllowed
            name={hostName(origin)}
            refused={refused}
            onAllow={() => {
              void doors.grant(patterns).then((is) => {
                setRefused(!is);
              });
            }}
          />
        )}
      </span>
      <Confirm
        label="Remove"
        question={`Stop reading ${hostName(origin)}?`}
        yes="Remove it"
        onYes={() => void store.ask('own.enterprise', { origin, on: false })}
      />
    </li>
  );
}
