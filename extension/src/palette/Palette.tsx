/** The palette: a field, and below it the list of all results that hold what is typed. The field keeps the focus; the list
 * is told of by `aria-activedescendant` (a combobox as the ARIA Authoring Practices have it). */

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons/index.ts';
import type { Part } from '../run/events.ts';
import type { Theme } from '../settings/model.ts';
import { Detail } from './Detail.tsx';
import { move } from './move.ts';
import { RowView } from './RowView.tsx';
import { rowsOf } from './rows.ts';
import { indexOf, search, wordsOf } from './search.ts';
import { useCopy } from './use-copy.ts';

export interface PaletteProps {
  readonly parts: readonly Part[];
  readonly theme: Theme;
  readonly onClose: () => void;
}

export function Palette({ parts, theme, onClose }: PaletteProps) {
  const index = useMemo(() => indexOf(rowsOf(parts)), [parts]);
  const [query, setQuery] = useState('');
  const words = useMemo(() => wordsOf(query), [query]);
  const rows = useMemo(() => search(index, words), [index, words]);
  const [chosen, setChosen] = useState(0);
  const row = rows[chosen] ?? null;

  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { copied, copy, forget } = useCopy(row?.content ?? null);

  useEffect(() => field.current?.focus(), []);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    forget();
  }, [row, forget]);

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') choose();
    else if (!moveChoice(event)) return;
    event.preventDefault();
  };

  const moveChoice = (event: KeyboardEvent): boolean => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const to = move(event.key, chosen, rows.length);
    if (to === null) return false;
    setChosen(to);
    return true;
  };

  /** A link is opened as a click would; what is no link can be copied. */
  const choose = () => {
    if (row?.href !== null) list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.click();
    else copy();
  };

  return (
    <div
      class="backdrop"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div class="panel" data-theme={theme} role="dialog" aria-modal="true" aria-label="Results of this page">
        <Search
          field={field}
          query={query}
          active={row?.id ?? null}
          onKey={onKey}
          onQuery={(text) => {
            setQuery(text);
            setChosen(0);
          }}
          onClose={onClose}
        />
        <div class="list" id="list" role="listbox" aria-label="Results" ref={list}>
          {rows.map((each, at) => (
            <RowView
              key={each.id}
              row={each}
              words={words}
              active={at === chosen}
              onPoint={() => {
                setChosen(at);
              }}
              onOpen={onClose}
              onCopy={copy}
            />
          ))}
        </div>
        {rows.length === 0 && <Empty query={query} />}
        <Detail row={row} copied={copied} shown={rows.length} all={index.length} />
      </div>
    </div>
  );
}
