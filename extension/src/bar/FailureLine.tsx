import type { Failure } from '../run/events.ts';
import { inTime, type Remedy, wordsFor } from '../run/words.ts';
import { AWAY, safeHref } from './link.ts';
import { useOutside } from './outside.ts';
import { StatusMark } from './Status.tsx';
import { tipped } from './tips.ts';
import { useCountdown } from './useCountdown.ts';

/** Why there is no answer, in the bar's one line; the whole story is in its tooltip. */
export function FailureLine({ failure }: { readonly failure: Failure }) {
  const outside = useOutside();
  const words = wordsFor(failure);
  const left = useCountdown(failure, words.again, () => {
    outside.retry();
  });
  const title = left === null ? words.title : `${words.title}: again in ${inTime(left)}`;
  return (
    <div class="failure">
      <span
        class={`item is-${words.tone}`}
        data-stop
        tabIndex={-1}
        ref={tipped({ whole: title, wasCut: false, note: words.detail })}
      >
        <StatusMark status={words.tone} />
        <span class="text">{title}</span>
      </span>
      {words.remedies.map((remedy) => (
        <RemedyButton key={remedy.kind} remedy={remedy} />
      ))}
    </div>
  );
}

function RemedyButton({ remedy }: { readonly remedy: Remedy }) {
  const outside = useOutside();
  if (remedy.kind === 'open') {
    const href = safeHref(remedy.href);
    return href === null ? null : (
      <a class="button" {...AWAY} href={href} data-stop tabIndex={-1}>
        {remedy.label}
      </a>
    );
  }
  return (
    <button
      class="button"
      type="button"
      data-stop
      tabIndex={-1}
      onClick={() => {
        if (remedy.kind === 'retry') outside.retry();
        else void outside.openSettings();
      }}
    >
      {remedy.label}
    </button>
  );
}
