/** One row of the list: a link is an anchor, so that every way to open a link works; a text is copied when it is clicked. */

import { StatusMark } from '../bar/Status.tsx';
import { Icon } from '../icons/index.ts';
import type { Status } from '../wire/items.ts';
import { stretches } from './marks.ts';
import type { Row } from './rows.ts';

/** Characters that are drawn: one line has room for fewer. */
const MOST_SHOWN = 300;
/** Longer texts may be cut on the screen: the pointer shows more of them. */
const LEAST_TITLED = 60;
const MOST_TITLED = 1000;

/** To be seen; the mark has its own for those who hear it. */
const WORDS: Readonly<Record<Exclude<Status, 'none'>, string>> = {
  important: 'Important',
  relevant: 'Relevant',
  success: 'Good',
};

export interface RowViewProps {
  readonly row: Row;
  readonly words: readonly string[];
  /** Where it is in the list, from 1, and how long that is: not all of it is drawn. */
  readonly place: number;
  readonly of: number;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
  readonly onCopy: (text: string) => void;
}

export function RowView({ row, words, place, of, chosen, onPoint, onOpen, onCopy }: RowViewProps) {
  const common = {
    id: row.id,
    class: 'row',
    role: 'option',
    'aria-selected': chosen,
    'aria-posinset': place,
    'aria-setsize': of,
    onPointerMove: chosen ? undefined : onPoint,
  } as const;
  if (row.href === null) {
    return (
      <div
        {...common}
        onClick={() => {
          onCopy(row.content);
        }}
      >
        <Inside row={row} words={words} />
      </div>
    );
  }
  const open = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey) onOpen(); // with these a link is opened behind, and more may follow
  };
  return (
    <a {...common} href={row.href} target="_blank" rel="noopener noreferrer" tabIndex={-1} onClick={open}>
      <Inside row={row} words={words} />
    </a>
  );
}

function Inside({ row, words }: Pick<RowViewProps, 'row' | 'words'>) {
  return (
    <>
      <span class="icon">{row.icon !== null && <Icon name={row.icon} />}</span>
      <span class="text" title={row.content.length > LEAST_TITLED ? row.content.slice(0, MOST_TITLED) : undefined}>
        {row.within !== null && <span class="within">{row.within.slice(0, MOST_SHOWN)} › </span>}
        {stretches(row.content.slice(0, MOST_SHOWN), words).map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}
        {row.tooltip !== null && <span class="unseen">, {row.tooltip.slice(0, MOST_SHOWN)}</span>}
      </span>
      {row.status !== 'none' && (
        <span class={`sign ${row.status}`}>
          <StatusMark status={row.status} />
          <span aria-hidden="true">{WORDS[row.status]}</span>
        </span>
      )}
      {row.integration !== null && <span class="integration">{row.integration}</span>}
    </>
  );
}
