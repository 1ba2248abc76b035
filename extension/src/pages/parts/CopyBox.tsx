import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Icon } from '../../icons/index.ts';
import { useDoors } from '../doors.ts';
import { Live } from './Notice.tsx';

export interface CopyBoxProps {
  /** What it is: "Command to start a server". */
  readonly label: string;
  readonly text: string;
  /** Beside the button. */
  readonly children?: ComponentChildren;
}

/** A command or the like, to take along. */
export function CopyBox({ label, text, children }: CopyBoxProps) {
  const doors = useDoors();
  const [said, say] = useState('');
  return (
    <div class="copy-box">
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
      <div class="copy-side">
        <button
          type="button"
          class="button"
          onClick={() => {
            void doors.copy(text).then((done) => {
              say(done ? 'Copied' : 'Not copied: select the text and copy it by hand');
            });
          }}
        >
          <Icon name="copy" /> Copy<span class="unseen"> {label}</span>
        </button>
        {children}
        <Live>{said !== '' && <span class="hint">{said}</span>}</Live>
      </div>
    </div>
  );
}
