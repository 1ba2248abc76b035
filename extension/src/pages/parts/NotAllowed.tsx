import { Live } from './Notice.tsx';
import { Tag } from './Tag.tsx';

export interface NotAllowedProps {
  /** Of the site or sites. */
  readonly name: string;
  /** The user was asked just now and said no. */
  readonly refused: boolean;
  readonly onAllow: () => void;
}

/** A site that is switched on and that the browser does not let us read. */
export function NotAllowed({ name, refused, onAllow }: NotAllowedProps) {
  return (
    <div class="not-allowed">
      <Tag tone="warn" icon="alert">
        The browser does not allow it yet
      </Tag>
      <button type="button" class="button" onClick={onAllow}>
        Allow<span class="unseen"> {name}</span>
      </button>
      <Live>{refused && <span class="hint">It was not allowed, so nothing is read there.</span>}</Live>
    </div>
  );
}
