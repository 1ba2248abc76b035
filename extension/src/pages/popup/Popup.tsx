import { useState } from 'preact/hooks';

import { Icon } from '../../icons/index.ts';
import type { State, TabState } from '../../messages/table.ts';
import { patternOf } from '../../server/address.ts';
import { toggled, withManaged } from '../../settings/change.ts';
import { useDoors } from '../doors.ts';
import { useGranted } from '../granted.ts';
import { hostName } from '../host.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Live, Notice } from '../parts/Notice.tsx';
import { Switch } from '../parts/Switch.tsx';
import { Tag } from '../parts/Tag.tsx';
import { sectionAddress } from '../sections.ts';
import { useStore, type Store } from '../store.ts';
import { useTheme } from '../theme.ts';
import { Remedy } from './Remedy.tsx';
import { Results } from './Results.tsx';
import { statusOf } from './status.ts';
import { useTab } from './tab.ts';

export function Popup() {
  const store = useStore();
  const { tab, problem, wake } = useTab();
  useTheme(store.state);
  const trouble = problem ?? store.problem;
  return (
    <div class="popup">
      <Head state={store.state} onAsk={tab?.state === 'shown' ? wake : null} />
      <main>
        <div role="alert">
          {trouble !== null && (
            <Notice tone="bad" title="The extension does not answer">
              <p>{trouble}</p>
            </Notice>
          )}
        </div>
        {(store.state === null || tab === null) && trouble === null && <Loading />}
        {store.state !== null && tab !== null && <Page store={store} state={store.state} tab={tab} wake={wake} />}
      </main>
      {store.state !== null && <Foot state={store.state} />}
    </div>
  );
}

interface HeadProps {
  readonly state: State | null;
  /** Null where there is nothing to ask. */
  readonly onAsk: (() => void) | null;
}

function Head({ state, onAsk }: HeadProps) {
  return (
    <header class="popup-head">
      <Mark size={24} />
      <h1>Skerry</h1>
      {state?.settings.connection.demo === true && <Tag tone="warn">Demo</Tag>}
      {onAsk !== null && (
        <button type="button" class="icon-button" title="Ask again" onClick={onAsk}>
          <Icon name="refresh" label="Ask again" />
        </button>
      )}
      <a class="icon-button" href={sectionAddress('connection')} target="_blank" rel="noopener" title="Settings">
        <Icon name="settings" label="Settings" />
      </a>
    </header>
  );
}

interface PageProps {
  readonly store: Store;
  readonly state: State;
  readonly tab: TabState;
  readonly wake: () => void;
}

function Page({ store, state, tab, wake }: PageProps) {
  const status = statusOf(tab, state);
  const { off, hidden } = state.settings.display;
  const { origin } = tab;
  const shown = tab.state === 'shown';
  const switchable = origin !== null && (shown || tab.state === 'off' || tab.state === 'no-match');
  return (
    <>
      <Live>
        {status.kind === 'failure' ? (
          <FailureNotice failure={status.failure} onRetry={wake} settings={settingsFor(tab)} />
        ) : (
          <Notice tone={status.tone} title={status.title}>
            {status.text !== '' && <p>{status.text}</p>}
          </Notice>
        )}
      </Live>
      {status.kind === 'words' && status.action !== null && (
        <Remedy action={status.action} store={store} onAllowed={wake} />
      )}
      {shown && <Results parts={tab.parts} hidden={hidden} />}
      {shown && origin !== null && <AllowAlways origin={origin} />}
      {switchable && (
        <Switch
          label={`Skerry on ${hostName(origin)}`}
          on={!off.includes(origin)}
          onChange={(on) => {
            store.change({ display: { off: toggled(off, origin, !on) } });
          }}
        />
      )}
    </>
  );
}

/** Nobody who has no server yet wants a form first. */
function settingsFor({ failure }: TabState): string {
  return failure === null || failure.kind === 'unset' ? '/welcome.html' : sectionAddress('connection');
}

/** For a page that could be read only because the popup was opened. */
function AllowAlways({ origin }: { readonly origin: string }) {
  const doors = useDoors();
  const patterns = [patternOf(origin)];
  const granted = useGranted(patterns);
  const [refused, setRefused] = useState(false);
  if (granted !== false) return null;
  return (
    <Notice tone="plain" title="Shown for now, because you opened this">
      <div class="actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            void doors.grant(patterns).then((is) => {
              setRefused(!is);
            });
          }}
        >
          Always on {hostName(origin)}
        </button>
      </div>
      <Live>{refused && <p>It was not allowed.</p>}</Live>
    </Notice>
  );
}

function Foot({ state }: { readonly state: State }) {
  const { server, demo } = withManaged(state.settings, state.managed).connection;
  const name = demo ? 'Demo: nothing is sent' : server === null ? 'No server' : new URL(server).host;
  return (
    <footer class="popup-foot">
      <span class="server" title={demo ? '' : (server ?? '')}>
        {name}
      </span>
      <a href={sectionAddress('providers')} target="_blank" rel="noopener">
        Sites
      </a>
      <a href={sectionAddress('debugging')} target="_blank" rel="noopener">
        Debugging
      </a>
    </footer>
  );
}
