import type { Failure } from '../../run/events.ts';
import type { Words } from '../../run/words.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Notice } from '../parts/Notice.tsx';
import type { Outcome } from './connecting.ts';

export interface OutcomeNoticeProps {
  readonly outcome: Outcome;
  /** Why the worker did not keep the values. */
  readonly problem: string | null;
  readonly onKeep: () => void;
}

/** What came of "Connect" or "Test connection". */
export function OutcomeNotice({ outcome, problem, onKeep }: OutcomeNoticeProps) {
  const { verdict, kept, granted } = outcome;
  const refused = granted === false && (
    <p>
      The browser was not allowed to give Skerry access to {outcome.values.server}. A Skerry server works without it, a
      ToolJump server does not, and an untrusted certificate cannot be told from a server that is down.
    </p>
  );
  if (!verdict.ok) {
    const words = wordsHere(verdict.failure);
    return (
      <FailureNotice failure={verdict.failure} onRetry={null} settings={null} {...(words && { words })}>
        {refused}
        {kept ? (
          <p>The address and token are kept. Skerry tries again with the next page.</p>
        ) : (
          granted !== null && (
            <div class="actions">
              <button type="button" class="button" onClick={onKeep}>
                Keep them anyway
              </button>
            </div>
          )
        )}
      </FailureNotice>
    );
  }
  if (granted !== null && !kept) {
    return (
      <Notice tone="bad" title="The server answers, but the settings were not kept">
        <p>{problem ?? 'The extension gave no reason. Try once more.'}</p>
      </Notice>
    );
  }
  const title = kept ? `Connected to ${verdict.server}` : `The connection works: ${verdict.server}`;
  return (
    <Notice tone={verdict.integrations === 'none' ? 'warn' : 'good'} title={title}>
      <p>
        It answered in {Math.max(1, Math.round(verdict.ms))} ms and accepts the token.
        {verdict.integrations === 'none' &&
          ' It has no integrations yet, so no page will show anything: add some to it.'}
        {granted === null && ' Nothing was kept: "Connect" does that.'}
      </p>
      {refused}
    </Notice>
  );
}

/** The bar speaks of a page where here only the connection was tried. */
function wordsHere(failure: Failure): Partial<Words> | null {
  switch (failure.kind) {
    case 'refused':
      return {
        title: `The address answers, but not as a server of Skerry (${failure.status})`,
        detail: 'Is the address right, with the path if there is one? Something else may be listening there.',
      };
    case 'permission':
      return {
        detail: `The extension has not been allowed to reach ${failure.origin}. Choose "Connect" and allow it.`,
      };
    case 'full':
    case 'limited':
      return { detail: 'It is a server of Skerry, but it takes no more requests just now. Try again in a minute.' };
    case 'unset':
    case 'token-missing':
      return { title: 'Something is missing', detail: 'Type the address and the token of your server.' };
    case 'unreachable':
    case 'certificate':
    case 'timeout':
    case 'unauthorized':
    case 'broken':
    case 'strange':
    case 'cut':
      return null;
  }
}
