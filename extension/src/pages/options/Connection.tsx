import type { State } from '../../messages/table.ts';
import { withManaged } from '../../settings/change.ts';
import { ConnectForm } from '../connect/ConnectForm.tsx';
import { Card } from '../parts/Card.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Switch } from '../parts/Switch.tsx';
import type { Store } from '../store.ts';

export interface SectionProps {
  readonly store: Store;
  readonly state: State;
}

export function Connection({ store, state }: SectionProps) {
  const { managed, token } = state;
  const { server, demo } = withManaged(state.settings, managed).connection;
  const locked = managed.server !== undefined && managed.tokenSource === 'policy';
  // What the administrator has set is not ours to forget.
  const something = (server !== null && managed.server === undefined) || (token && managed.tokenSource !== 'policy');
  return (
    <>
      <Card
        title="Your server"
        intro="Skerry tells this server, and nobody else, what page you are on. It answers with your team's links and insights."
        locked={locked}
      >
        <ConnectForm store={store} state={state} />
      </Card>
      <Card title="Demo">
        <Switch
          label="Demo mode"
          description="Shows made-up results, so that you see what the bar looks like. They come from the extension itself: nothing is sent anywhere."
          on={demo}
          onChange={(on) => {
            store.change({ connection: { demo: on } });
          }}
        />
      </Card>
      {something && (
        <Card title="Disconnect" intro="Forgets the server and its token in this browser. Your other settings stay.">
          <Confirm
            label="Disconnect …"
            question="Forget the server and the token?"
            yes="Forget them"
            onYes={() => void disconnect(store, managed.server !== undefined)}
          />
        </Card>
      )}
    </>
  );
}

/** The token first: no moment has it without the server that it is for. */
async function disconnect(store: Store, serverLocked: boolean): Promise<void> {
  if (!(await store.ask('own.token', { token: null })) || serverLocked) return;
  await store.ask('own.change', { change: { connection: { server: null } } });
}
