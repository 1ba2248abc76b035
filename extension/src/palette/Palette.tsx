/** The palette: a field, and below it the list of all results that hold what is typed. The field keeps the focus; the list
 * is told of by `aria-activedescendant` (a combobox as the ARIA Authoring Practices have it). */

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Part } from '../run/events.ts';
import { Footer } from './Footer.tsx';
import { move } from './move.ts';
import { Panel } from './Panel.tsx';
import { RowView } from './RowView.tsx';
import { rowsOf, type Row } from './rows.ts';
import { indexOf, search, wordsOf } from './search.ts';
import { useCopy } from './use-copy.ts';

const LIST = 'results';
/** Rows that are drawn at first, and more each time that the end comes near: typing in a list of hundreds stays fluid. */
const STEP = 60;
/** How near, in CSS pixels. */
const NEAR = 400;

export interface PaletteProps {
  readonly parts: readonly Part[];
  readonly onClose: () => void;
}

export function Palette({ parts, onClose }: PaletteProps) {
  const index = useMemo(() => indexOf(rowsOf(parts)), [parts]);
  const [query, setQuery] = useState('');
  const words = useMemo(() => wordsOf(query), [query]);
  const rows = useMemo(() => search(index, words), [index, words]);
  const [at, setAt] = useState(0);
  const chosen = rows[at] ?? null;
  const [drawn, setDrawn] = useState(STEP);
  const most = Math.max(drawn, at + STEP);

  const list = useRef<HTMLDivElement>(null);
  const { copied, copy } = useCopy(chosen?.content ?? null);

  useLayoutEffect(() => {
    elementOf(list.current, chosen)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  /** A link is opened by a click as the pointer does it, so that the browser sees the same thing; a text is copied. */
  const choose = () => {
    if (chosen !== null) elementOf(list.current, chosen)?.click();
  };

  // Opening closes the frame: with the key up, as in Panel.
  const entering = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = move(event.key, at, rows.length);
    if (to !== null) setAt(to);
    else if (event.key === 'Enter') entering.current = true;
    else return;
    event.preventDefault();
  };

  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !entering.current) return;
    entering.current = false;
    choose();
  };

  const input = (
    <input
      class="field"
      type="text"
      role="combobox"
      aria-label="Search the results of this page"
      aria-autocomplete="list"
      aria-expanded={rows.length > 0}
      aria-controls={LIST}
      aria-activedescendant={chosen?.id}
      placeholder="Search the results of this page"
      autocomplete="off"
      spellcheck={false}
      maxLength={100}
      value={query}
      onInput={(event) => {
        setQuery(event.currentTarget.value);
        setAt(0);
        setDrawn(STEP);
      }}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
    />
  );
  return (
    <Panel field={input} onClose={onClose}>
      <div
        class="list"
        id={LIST}
        role="listbox"
        aria-label="Results"
        ref={list}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - NEAR && most < rows.length) setDrawn(most + STEP);
        }}
      >
        {rows.slice(0, most).map((row, place) => (
          <RowView
            key={row.id}
            row={row}
            words={words}
            place={place + 1}
            of={rows.length}
            chosen={place === at}
            onPoint={() => {
              setAt(place);
            }}
            onOpen={onClose}
            onCopy={copy}
          />
        ))}
      </div>
      {rows.length === 0 && <p class="empty">{emptyWords(index.length, query)}</p>}
      <Footer row={chosen} copied={copied} shown={rows.length} all={index.length} />
    </Panel>
  );
}

function elementOf(list: HTMLElement | null, row: Row | null): HTMLElement | null {
  return row === null ? null : (list?.querySelector<HTMLElement>(`#${row.id}`) ?? null);
}

function emptyWords(all: number, query: string): string {
  return all === 0 ? 'This page has no results.' : `No result holds “${query.trim()}”.`;
}
