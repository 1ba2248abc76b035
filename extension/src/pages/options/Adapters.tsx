import { useState } from 'preact/hooks';

import type { DeclaredAdapter } from '../../messages/table.ts';
import { useDoors } from '../doors.ts';
import { Card } from '../parts/Card.tsx';
import { NotAllowed } from '../parts/NotAllowed.tsx';
import { Live, Notice } from '../parts/Notice.tsx';
import { Tag } from '../parts/Tag.tsx';
import type { Store } from '../store.ts';
import { differences, readings, shortDigest } from './adapter-words.ts';
import type { SectionProps } from './Connection.tsx';

/** Sites whose reading the server declares. */
export function Adapters({ store, state }: SectionProps) {
  return (
    <Card
      title="Sites that your server describes"
      intro="Your server says what to read on these sites. It is listed here, nothing else is read, and if it ever changes you are asked again."
    >
      {state.adapters.length === 0 ? (
        <p class="empty">Your server describes none.</p>
      ) : (
        state.adapters.map((entry) => <Adapter key={entry.adapter.file} store={store} entry={entry} />)
      )}
    </Card>
  );
}

interface AdapterProps {
  readonly store: Store;
  readonly entry: DeclaredAdapter;
}

function Adapter({ store, entry }: AdapterProps) {
  const doors = useDoors();
  const [refused, setRefused] = useState(false);
  const { adapter, digest, state, origins, granted } = entry;
  const { file } = adapter;
  const agree = () => {
    void doors.grant(origins).then(async (is) => {
      setRefused(!is);
      if (is) await store.ask('own.adapter', { file, digest, on: true });
    });
  };
  const stop = () => void store.ask('own.adapter', { file, digest, on: false });
  return (
    <article class="adapter" aria-label={adapter.name}>
      <header class="card-head">
        <h4>{adapter.name}</h4>
        <StateTag state={state} />
      </header>
      {state === 'invalid' ? (
        <Notice tone="bad" title="It is not used: your server describes it in a way that is not allowed">
          <p>{entry.problem ?? 'Whoever runs the server can see why with "skerry check".'}</p>
        </Notice>
      ) : (
        <>
          <p>{adapter.description}</p>
          {state === 'changed' && <Changes entry={entry} />}
          <Details entry={entry} />
          <div class="actions">
            {state !== 'on' && (
              <button type="button" class="button primary" onClick={agree}>
                {state === 'changed' ? 'Agree to the change' : 'Agree'}
                <span class="unseen"> {adapter.name}</span>
              </button>
            )}
            {state !== 'new' && (
              <button type="button" class="button" onClick={stop}>
                {state === 'changed' ? 'Refuse' : 'Stop reading'}
                <span class="unseen"> {adapter.name}</span>
              </button>
            )}
          </div>
          {state === 'on' && !granted && <NotAllowed name={adapter.name} refused={refused} onAllow={agree} />}
          <Live>
            {state !== 'on' && refused && (
              <span class="hint">It stays off: the browser was not allowed to read these sites.</span>
            )}
          </Live>
        </>
      )}
    </article>
  );
}

function StateTag({ state }: { readonly state: DeclaredAdapter['state'] }) {
  switch (state) {
    case 'on':
      return (
        <Tag tone="good" icon="check">
          On
        </Tag>
      );
    case 'changed':
      return (
        <Tag tone="warn" icon="alert">
          Changed: off until you agree
        </Tag>
      );
    case 'invalid':
      return (
        <Tag tone="bad" icon="error">
          Refused
        </Tag>
      );
    case 'new':
      return <Tag>Off</Tag>;
  }
}

/** What it reads, and where. */
function Details({ entry }: { readonly entry: DeclaredAdapter }) {
  const { adapter, digest, state } = entry;
  return (
    <details open={state === 'new'}>
      <summary>What it reads on {adapter.hosts.join(', ')}</summary>
      <dl class="readings">
        {readings(adapter).map(({ path, source }) => (
          <div key={path}>
            <dt class="code">{path}</dt>
            <dd>{source}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        From <span class="code">{adapter.file}</span>, fingerprint <span class="code">{shortDigest(digest)}</span>
      </p>
    </details>
  );
}

function Changes({ entry: { adapter, agreed } }: { readonly entry: DeclaredAdapter }) {
  if (agreed === undefined) {
    return <p>It is not the one that you agreed to. Read what it reads now before you agree again.</p>;
  }
  const changes = differences(agreed, adapter);
  return (
    <div class="changes">
      <p>Since you agreed:</p>
      <ul>
        {changes.map(({ kind, text }) => (
          <li key={`${kind} ${text}`} class={kind}>
            <strong>{kind === 'added' ? 'New:' : 'Gone:'}</strong> {text}
          </li>
        ))}
        {changes.length === 0 && (
          <li>The same values from the same sites; only details of how they are found differ.</li>
        )}
      </ul>
    </div>
  );
}
