/** One row of the list: a link is an anchor, so that every way to open a link works; a text is copied when it is clicked. */

import { Icon, signOf } from '../icons/index.ts';
import { stretches } from './marks.ts';
import type { Row } from './rows.ts';

/** Characters that are drawn: one line has room for fewer. */
const MOST_SHOWN = 300;
/** Longer texts may be cut on the screen: the pointer shows more of them. */
const LEAST_TITLED = 60;
const MOST_TITLED = 1000;

export interface RowViewProps {
  readonly row: Row;
  readonly words: readonly string[];
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
  readonly onCopy: (text: string) => void;
}

export function RowView({ row, words, chosen, onPoint, onOpen, onCopy }: RowViewProps) {
  const common = {
    id: row.id,
    class: 'row',
    role: 'option',
    'aria-selected': chosen,
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
  const sign = signOf(row.status);
  return (
    <>
      <span class="icon">{row.icon !== null && <Icon name={row.icon} />}</span>
      <span class="text" title={row.content.length > LEAST_TITLED ? row.content.slice(0, MOST_TITLED) : undefined}>
        {row.within !== null && <span class="within">{row.within.slice(0, MOST_SHOWN)} › </span>}
        {stretches(row.content.slice(0, MOST_SHOWN), words).map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}
        {row.tooltip !== null && <span class="aloud">, {row.tooltip.slice(0, MOST_SHOWN)}</span>}
      </span>
      {sign !== null && (
        <span class={`sign ${row.status}`}>
          <Icon name={sign.icon} />
          {sign.word}
        </span>
      )}
      {row.integration !== null && <span class="integration">{row.integration}</span>}
    </>
  );
}
