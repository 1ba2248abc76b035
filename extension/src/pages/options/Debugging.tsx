import { Card } from '../parts/Card.tsx';
import { Switch } from '../parts/Switch.tsx';
import type { SectionProps } from './Connection.tsx';
import { Requests } from './Requests.tsx';
import { Transfer } from './Transfer.tsx';

export function Debugging({ store, state }: SectionProps) {
  const { overlay, log } = state.settings.debugging;
  return (
    <>
      <Card title="Look inside">
        <div class="row">
          <Switch
            label="Context overlay"
            description="Shows in the page exactly what is sent, to copy as JSON or as a skerry run command, and why a page shows nothing."
            on={overlay}
            onChange={(on) => {
              store.change({ debugging: { overlay: on } });
            }}
          />
        </div>
        <div class="row">
          <Switch
            label="Debug log"
            description="Writes what the extension does to its own console. Never the token, never results."
            on={log}
            onChange={(on) => {
              store.change({ debugging: { log: on } });
            }}
          />
        </div>
      </Card>
      <Requests store={store} requests={state.requests} />
      <Transfer store={store} />
    </>
  );
}
