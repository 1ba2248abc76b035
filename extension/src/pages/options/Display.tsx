import { toggled, withManaged } from '../../settings/change.ts';
import type { Mode, Theme } from '../../settings/model.ts';
import { hostName } from '../host.ts';
import { Card } from '../parts/Card.tsx';
import { Choice, type Option } from '../parts/Choice.tsx';
import { BarPicture, PagePicture } from '../parts/Pictures.tsx';
import { Removable } from '../parts/Removable.tsx';
import type { SectionProps } from './Connection.tsx';

const MODES: readonly Option<Mode>[] = [
  {
    value: 'integrated',
    label: 'At the top of the page',
    hint: 'The page makes room for it.',
    picture: <PagePicture mode="integrated" />,
  },
  {
    value: 'floating',
    label: 'Floating',
    hint: 'Over the page. Drag it where you like; each site remembers.',
    picture: <PagePicture mode="floating" />,
  },
];

const THEMES: readonly Option<Theme>[] = (
  [
    ['system', 'Like the system'],
    ['light', 'Light'],
    ['dark', 'Dark'],
    ['contrast', 'High contrast'],
  ] as const
).map(([value, label]) => ({ value, label, picture: <BarPicture theme={value} /> }));

export function Display({ store, state }: SectionProps) {
  const { mode, theme, off, hidden } = withManaged(state.settings, state.managed).display;
  return (
    <>
      <Card title="Where the bar is" locked={state.managed.mode !== undefined}>
        <Choice
          legend="Where the bar is"
          options={MODES}
          value={mode}
          disabled={state.managed.mode !== undefined}
          onChange={(chosen) => {
            store.change({ display: { mode: chosen } });
          }}
        />
      </Card>
      <Card title="Theme" intro="Of the bar and of these pages." locked={state.managed.theme !== undefined}>
        <Choice
          legend="Theme"
          options={THEMES}
          value={theme}
          disabled={state.managed.theme !== undefined}
          onChange={(chosen) => {
            store.change({ display: { theme: chosen } });
          }}
        />
      </Card>
      <Card
        title="Sites that are off"
        intro="Nothing is read or shown there. Switch a site off in the popup, while you are on it."
      >
        <Removable
          what="Sites that are off"
          entries={off}
          none="No site is switched off."
          label={hostName}
          action="Switch on"
          onRemove={(origin) => {
            store.change({ display: { off: toggled(off, origin, false) } });
          }}
        />
      </Card>
      <Card title="Hidden integrations" intro="Their results are not shown. Hide one from its menu in the bar.">
        <Removable
          what="Hidden integrations"
          entries={hidden}
          none="No integration is hidden."
          label={(name) => name}
          action="Show again"
          onRemove={(name) => {
            store.change({ display: { hidden: toggled(hidden, name, false) } });
          }}
        />
      </Card>
    </>
  );
}
