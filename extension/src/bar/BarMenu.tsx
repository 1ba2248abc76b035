import { useRef, useState } from 'preact/hooks';

import { Icon } from '../icons/index.ts';
import { Menu } from './Menu.tsx';
import type { MenuEntry, MenuGroup } from './menu.ts';
import { useOutside } from './outside.ts';
import { tipped } from './tips.ts';

export interface BarMenuProps {
  readonly integrations: readonly string[];
  readonly overlay: boolean;
  readonly onOverlay: () => void;
  readonly onPalette: () => void;
  readonly onHide: (integration: string) => void;
  readonly onSettings: () => void;
}

/** The bar's own small menu, behind Skerry's mark. */
export function BarMenu(props: BarMenuProps) {
  const button = useRef<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState<'main' | 'hide' | null>(null);
  const outside = useOutside();
  const tip = tipped('Skerry: search, settings, more');
  const main: readonly MenuGroup[] = [
    {
      key: 'main',
      entries: [
        act('retry', 'refresh', 'Ask again', outside.retry),
        act('palette', 'search', 'Search the results', props.onPalette),
      ],
    },
    {
      key: 'own',
      entries: [
        ...(props.integrations.length > 0
          ? [
              act(
                'hide',
                'eye',
                'Hide an integration…',
                () => {
                  setOpen('hide');
                },
                true,
              ),
            ]
          : []),
        act('overlay', 'code', props.overlay ? 'Hide what is sent' : 'Show what is sent', props.onOverlay),
        act('settings', 'settings', 'Settings', props.onSettings),
      ],
    },
  ];
  const hide: readonly MenuGroup[] = [
    {
      key: 'hide',
      label: 'Hide, until the settings show it again',
      entries: props.integrations.map((name) =>
        act(name, undefined, name, () => {
          props.onHide(name);
        }),
      ),
    },
  ];
  return (
    <>
      <button
        class="icon-button mark-button"
        type="button"
        data-stop
        tabIndex={-1}
        aria-label="Skerry menu"
        aria-haspopup="menu"
        aria-expanded={open !== null}
        ref={(element) => {
          button.current = element;
          tip(element);
        }}
        onClick={() => {
          setOpen(open === null ? 'main' : null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen('main');
        }}
      >
        <Icon name="skerry" />
      </button>
      {open !== null && button.current !== null && (
        <Menu
          anchor={button.current}
          label={open === 'main' ? 'Skerry' : 'Hide an integration'}
          groups={open === 'main' ? main : hide}
          onClose={(back) => {
            setOpen(null);
            if (back) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

function act(key: string, icon: string | undefined, text: string, run: () => void, stays = false): MenuEntry {
  return { key, text, icon, act: { kind: 'run', run, stays } };
}
