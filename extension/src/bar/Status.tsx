import type { Status } from '../wire/items.ts';

/** A shape of its own for each status, so that colour is never all there is. In a box of 12 x 12. */
const SHAPES: Readonly<Record<Exclude<Status, 'none'>, string>> = {
  // A triangle with a mark of exclamation cut out; a diamond; a disc with a tick cut out.
  important: 'M6 .4 11.8 10.8H.2ZM5.3 4h1.4v3.3H5.3ZM5.3 8.2h1.4v1.4H5.3Z',
  relevant: 'M6 .4 11.6 6 6 11.6.4 6Z',
  success: 'M6 .3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 6 .3ZM5.2 9 9.4 4.5l-1-.95L5.2 7 3.7 5.5l-1 1Z',
};

/** Read out in front of the text. */
const WORDS: Readonly<Record<Exclude<Status, 'none'>, string>> = {
  important: 'Important: ',
  relevant: 'Relevant: ',
  success: 'Good: ',
};

export function StatusMark({ status }: { readonly status: Status }) {
  if (status === 'none') return null;
  return (
    <>
      <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        <path d={SHAPES[status]} fill="currentColor" fill-rule="evenodd" />
      </svg>
      <span class="unseen">{WORDS[status]}</span>
    </>
  );
}
