import type { ComponentChildren } from 'preact';

import { Icon } from '../../icons/index.ts';
import type { State } from '../../messages/table.ts';
import { withManaged } from '../../settings/change.ts';
import { ConnectForm } from '../connect/ConnectForm.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useStore, type Store } from '../store.ts';
import { useTheme } from '../theme.ts';
import { SERVED_AT } from './command.ts';
import { DemoOffer } from './DemoOffer.tsx';
import { useLocalServer } from './local.ts';
import { LookStep } from './LookStep.tsx';
import { progressOf, type Progress, type Step } from './progress.ts';
import { ServerStep } from './ServerStep.tsx';

export function Welcome() {
  const store = useStore();
  const { state } = store;
  useTheme(state);
  return (
    <div class="welcome">
      <header class="hero">
        <Mark size={72} />
        <h1>Welcome to Skerry</h1>
        <p>Your team's own links and insights, inside the pages you already work in. Three steps to the first bar.</p>
      </header>
      <main>
        <div role="alert">
          {store.problem !== null && (
            <Notice tone="bad" title="That was not done">
              <p>{store.problem}</p>
            </Notice>
          )}
        </div>
        {state === null && store.problem === null && <Loading />}
        {state !== null && <Steps store={store} state={state} />}
      </main>
      <footer class="hint">
        Skerry sends what it reads of a page to your server and to nobody else. <a href="/options.html">All settings</a>
      </footer>
    </div>
  );
}

function Steps({ store, state }: { readonly store: Store; readonly state: State }) {
  const { server, demo } = withManaged(state.settings, state.managed).connection;
  // With the administrator's token every try carries it, and it is for another server.
  const local = useLocalServer(server === null && !demo && state.managed.tokenSource !== 'policy');
  const progress = progressOf(state, local.local);
  return (
    <>
      <DemoOffer store={store} demo={demo} connected={server !== null && state.token} />
      <ol class="steps">
        {!demo && (
          <>
            <StepCard step="server" number={1} title="Start a server" progress={progress}>
              <ServerStep server={server} local={local} />
            </StepCard>
            <StepCard step="connect" number={2} title="Connect" progress={progress}>
              <ConnectForm store={store} state={state} suggestion={local.local === 'running' ? SERVED_AT : ''} />
            </StepCard>
          </>
        )}
        <StepCard step="look" number={demo ? 1 : 3} title="Open a page" progress={progress}>
          <LookStep
            store={store}
            state={state}
            ready={progress.done.includes('connect')}
            done={progress.now === null}
          />
        </StepCard>
      </ol>
    </>
  );
}

interface StepCardProps {
  readonly step: Step;
  readonly number: number;
  readonly title: string;
  readonly progress: Progress;
  readonly children: ComponentChildren;
}

function StepCard({ step, number, title, progress, children }: StepCardProps) {
  const done = progress.done.includes(step);
  const now = progress.now === step;
  return (
    <li class={`step ${done ? 'done' : now ? 'now' : 'later'}`} aria-current={now ? 'step' : undefined}>
      <span class="step-number" aria-hidden="true">
        {done ? <Icon name="check" /> : number}
      </span>
      <section class="card" aria-label={title}>
        <header class="card-head">
          <h2>{title}</h2>
          <span role="status" aria-live="polite">
            {done && (
              <Tag tone="good" icon="check">
                Done
              </Tag>
            )}
          </span>
        </header>
        {children}
      </section>
    </li>
  );
}
