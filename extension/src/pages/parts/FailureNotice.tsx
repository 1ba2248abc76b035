import type { ComponentChildren } from 'preact';

import type { Failure } from '../../run/events.ts';
import { wordsFor, type Words } from '../../run/words.ts';
import { Notice } from './Notice.tsx';

export interface FailureNoticeProps {
  readonly failure: Failure;
  /** Null: there is nothing to retry here. */
  readonly onRetry: (() => void) | null;
  /** Where "Open settings" leads to; null where one is there already. */
  readonly settings: string | null;
  /** Words that fit better here than the bar's. */
  readonly words?: Partial<Words>;
  readonly children?: ComponentChildren;
}

/** Why there is no answer, with what can be done about it. */
export function FailureNotice({ failure, onRetry, settings, words: better, children }: FailureNoticeProps) {
  const words = { ...wordsFor(failure), ...better };
  const remedies = words.remedies.flatMap((remedy) => {
    switch (remedy.kind) {
      case 'retry':
        if (onRetry === null) return [];
        return (
          <button key={remedy.label} type="button" class="button" onClick={onRetry}>
            {remedy.label}
          </button>
        );
      case 'settings':
        if (settings === null) return [];
        return (
          <a key={remedy.label} class="button" href={settings} target="_blank" rel="noopener">
            {remedy.label}
          </a>
        );
      case 'open':
        return (
          <a key={remedy.label} class="button" href={remedy.href} target="_blank" rel="noopener noreferrer">
            {remedy.label}
          </a>
        );
    }
  });
  return (
    <Notice tone={words.tone === 'important' ? 'bad' : 'warn'} title={words.title}>
      <p>{words.detail}</p>
      {children}
      {remedies.length > 0 && <div class="actions">{remedies}</div>}
    </Notice>
  );
}
