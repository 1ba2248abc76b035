import { useEffect, useRef } from 'preact/hooks';

import type { State } from '../../messages/table.ts';
import { Icon } from '../../icons/index.ts';
import { useDoors } from '../doors.ts';
import { decided } from '../managed.ts';
import { Loading } from '../parts/Loading.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Tag } from '../parts/Tag.tsx';
import { SECTIONS, useRoute, type Route, type SectionId } from '../sections.ts';
import { useStore, type Store } from '../store.ts';
import { useTheme } from '../theme.ts';
import { Connection } from './Connection.tsx';
import { Debugging } from './Debugging.tsx';
import { Display } from './Display.tsx';
import { Providers } from './Providers.tsx';

export function Options() {
  const store = useStore();
  const route = useRoute();
  useTheme(store.state);
  return (
    <div class="options">
      <Side section={route.section} demo={store.state?.settings.connection.demo === true} />
      <main>
        <div role="alert">
          {store.problem !== null && (
            <Notice tone="bad" title="That was not done">
              <p>{store.problem}</p>
              {store.state === null && <p>Load this page again; if that does not help, restart the browser.</p>}
            </Notice>
          )}
        </div>
        {store.state === null && store.problem === null && <Loading />}
        {store.state !== null && <Section store={store} state={store.state} route={route} />}
      </main>
    </div>
  );
}

function Side({ section, demo }: { readonly section: SectionId; readonly demo: boolean }) {
  const { version } = useDoors();
  return (
    <header class="side">
      <div class="brand">
        <Mark size={32} />
        <h1>
          Skerry <span class="unseen">settings</span>
        </h1>
        {demo && <Tag tone="warn">Demo</Tag>}
      </div>
      <nav aria-label="Settings">
        <ul>
          {SECTIONS.map(({ id, label, icon }) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === section ? 'page' : undefined}>
                <Icon name={icon} /> {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="side-foot hint">
        Version {version}
        <br />
        <a href="/welcome.html">First steps</a>
      </p>
    </header>
  );
}

interface SectionProps {
  readonly store: Store;
  readonly state: State;
  readonly route: Route;
}

function Section({ store, state, route }: SectionProps) {
  const { section, host } = route;
  const label = SECTIONS.find(({ id }) => id === section)?.label ?? '';
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${label} · Skerry settings`;
    // The keyboard goes along, but a page that was just opened begins at its beginning.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [label]);
  const policy = decided(state.managed);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {label}
      </h2>
      {policy !== null && (
        <Notice tone="plain" icon="lock" title="Your organisation manages this extension">
          <p>Your administrator has set {policy}. What is set so is marked and cannot be changed here.</p>
        </Notice>
      )}
      {section === 'connection' && <Connection store={store} state={state} />}
      {section === 'display' && <Display store={store} state={state} />}
      {section === 'providers' && <Providers store={store} state={state} host={host} />}
      {section === 'debugging' && <Debugging store={store} state={state} />}
    </>
  );
}
