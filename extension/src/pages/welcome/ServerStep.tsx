import { CopyBox } from '../parts/CopyBox.tsx';
import { Live, Notice } from '../parts/Notice.tsx';
import { SERVE, SERVED_AT } from './command.ts';
import type { LocalServer } from './local.ts';
import type { Local } from './progress.ts';

export interface ServerStepProps {
  /** The one that is connected. */
  readonly server: string | null;
  readonly local: LocalServer;
}

export function ServerStep({ server, local }: ServerStepProps) {
  if (server !== null) return <p>Yours is {server}.</p>;
  return (
    <>
      <p>
        <strong>Your team has one?</strong> Ask for its address and a token, and go on with the next step.
      </p>
      <p>
        <strong>None yet?</strong> On Linux, with Python 3.11 or later, in a copy of Skerry's source, this starts one
        for you alone. It takes about two minutes the first time, prints the token, and comes with integrations that
        need no account.
      </p>
      <CopyBox label="Command that starts a server" text={SERVE}>
        <button type="button" class="button" disabled={local.looking} onClick={local.look}>
          {local.looking ? 'Looking …' : 'Is it running?'}
        </button>
      </CopyBox>
      <Live>{!local.looking && <Found local={local.local} />}</Live>
    </>
  );
}

function Found({ local }: { readonly local: Local }) {
  switch (local) {
    case 'unknown':
      return null;
    case 'running':
      return <Notice tone="good" title={`A server answers at ${SERVED_AT}`} />;
    case 'nothing':
      return (
        <Notice tone="plain" title={`Nothing answers at ${SERVED_AT} yet`}>
          <p>Leave the terminal open while the command runs. Skerry looks again when you come back to this page.</p>
        </Notice>
      );
    case 'other':
      return (
        <Notice tone="warn" title={`Something else answers at ${SERVED_AT}`}>
          <p>
            Another program has this port. Stop it, or add <code>--port 3001</code> to the command and use that address
            below.
          </p>
        </Notice>
      );
  }
}
