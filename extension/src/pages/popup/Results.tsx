import { StatusMark } from '../../bar/Status.tsx';
import { Icon } from '../../icons/index.ts';
import type { Part } from '../../run/events.ts';
import { troubleOf } from '../../run/words.ts';
import type { Entry, Item } from '../../wire/items.ts';
import { Live } from '../parts/Notice.tsx';

export interface ResultsProps {
  readonly parts: readonly Part[];
  /** Integrations that the user hides. */
  readonly hidden: readonly string[];
}

/** More are in the bar. */
const MOST = 50;

/** The page's results in short. */
export function Results({ parts, hidden }: ResultsProps) {
  const visible = parts.filter(({ integration }) => integration === null || !hidden.includes(integration));
  const items = visible.flatMap((part) =>
    part.items.map((item, index) => ({ key: `${part.rank}/${index}`, item, part })),
  );
  const failed = visible.filter((part): part is Part & { error: string } => part.error !== undefined);
  if (items.length === 0 && failed.length === 0) return null;
  return (
    <>
      <ul class="results" aria-label="Results on this page" tabIndex={0}>
        {failed.map((part) => (
          <Failed key={part.rank} part={part} />
        ))}
        {items.slice(0, MOST).map(({ key, item, part }) => (
          <li key={key} title={part.integration ?? ''}>
            <ResultItem item={item} />
          </li>
        ))}
      </ul>
      <Live>{items.length > MOST && <p class="hint">{items.length - MOST} more are in the bar.</p>}</Live>
    </>
  );
}

function ResultItem({ item }: { readonly item: Item }) {
  if (item.type !== 'dropdown') return <Line entry={item} />;
  return (
    <details>
      <summary>
        <Words entry={item} />
        <span class="count">{item.items.length}</span>
      </summary>
      <ul>
        {item.items.slice(0, MOST).map((entry, index) => (
          <li key={index}>
            <Line entry={entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Line({ entry }: { readonly entry: Entry }) {
  if (entry.href === undefined) {
    return (
      <span class="line">
        <Words entry={entry} />
      </span>
    );
  }
  return (
    <a class="line" href={entry.href} target="_blank" rel="noopener noreferrer">
      <Words entry={entry} />
    </a>
  );
}

function Words({ entry }: { readonly entry: Entry }) {
  return (
    <>
      <span class={`status ${entry.status}`}>
        <StatusMark status={entry.status} />
      </span>
      {entry.icon !== undefined && <Icon name={entry.icon} />}
      <span class="content">{entry.content}</span>
    </>
  );
}

function Failed({ part }: { readonly part: Part & { readonly error: string } }) {
  const { title, why } = troubleOf(part);
  return (
    <li>
      <details class="failed">
        <summary>
          <span class="status important">
            <StatusMark status="important" />
          </span>
          <span class="content">{title}</span>
        </summary>
        <p class="why">{why}</p>
        {part.run !== undefined && (
          <p class="hint">
            Run <span class="code">{part.run}</span>
          </p>
        )}
      </details>
    </li>
  );
}
