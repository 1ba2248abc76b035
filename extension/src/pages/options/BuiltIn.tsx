import { useState } from 'preact/hooks';

import { useDoors } from '../doors.ts';
import { useGranted } from '../granted.ts';
import { Card } from '../parts/Card.tsx';
import { NotAllowed } from '../parts/NotAllowed.tsx';
import { Switch } from '../parts/Switch.tsx';
import type { SectionProps } from './Connection.tsx';

const SITES = [
  {
    id: 'github',
    label: 'GitHub',
    description: 'Repositories, code, issues, pull requests, actions, releases and profiles on github.com.',
    host: 'github.com',
  },
  {
    id: 'aws',
    label: 'AWS console',
    description: 'Account, region, and the function, table, bucket or other thing that you look at.',
    host: 'aws.amazon.com',
  },
] as const;

export function BuiltIn({ store, state }: SectionProps) {
  return (
    <Card title="Built in">
      {SITES.map((site) => (
        <BuiltInSite key={site.id} store={store} state={state} site={site} />
      ))}
    </Card>
  );
}

function BuiltInSite({ store, state, site }: SectionProps & { readonly site: (typeof SITES)[number] }) {
  const doors = useDoors();
  const patterns = doors.builtIn.filter((pattern) => pattern.includes(site.host));
  const granted = useGranted(patterns);
  const [refused, setRefused] = useState(false);
  const on = state.settings.providers[site.id];
  return (
    <div class="row">
      <Switch
        label={site.label}
        description={site.description}
        on={on}
        onChange={(next) => {
          store.change({ providers: { [site.id]: next } });
        }}
      />
      {on && granted === false && (
        <NotAllowed
          name={site.label}
          refused={refused}
          onAllow={() => {
            void doors.grant(patterns).then((is) => {
              setRefused(!is);
            });
          }}
        />
      )}
    </div>
  );
}
