import { useEffect, useRef, useState } from 'preact/hooks';

import type { State } from '../../messages/table.ts';
import { withManaged } from '../../settings/change.ts';
import { Field } from '../parts/Field.tsx';
import { Live } from '../parts/Notice.tsx';
import type { Store } from '../store.ts';
import { useConnecting, type Phase } from './connecting.ts';
import { completed } from './draft.ts';
import { OutcomeNotice } from './OutcomeNotice.tsx';

export interface ConnectFormProps {
  readonly store: Store;
  readonly state: State;
  /** What the address field holds as long as no server is kept. */
  readonly suggestion?: string;
}

const DOING: Record<Exclude<Phase, 'idle'>, string> = {
  permission: 'Waiting for your answer to the browser …',
  asking: 'Asking the server …',
  keeping: 'Keeping it …',
};

/** Address and token of the server, with "Connect" and "Test connection". */
export function ConnectForm({ store, state, suggestion = '' }: ConnectFormProps) {
  const { server } = withManaged(state.settings, state.managed).connection;
  const serverLocked = state.managed.server !== undefined;
  const tokenLocked = state.managed.tokenSource === 'policy';
  const [draft, setDraft] = useState({ server: server ?? suggestion, token: '' });
  const connecting = useConnecting(store, { server, token: state.token, tokenLocked }, serverLocked);
  const form = useRef<HTMLFormElement>(null);
  const { phase, errors, outcome } = connecting;

  useEffect(() => {
    // Another page, a file or an administrator may have changed it.
    if (server !== null) setDraft((typed) => ({ ...typed, server }));
  }, [server]);
  useEffect(() => {
    setDraft((typed) => (typed.server === '' ? { ...typed, server: suggestion } : typed));
  }, [suggestion]);
  useEffect(() => {
    if (outcome?.kept === true) setDraft((typed) => ({ ...typed, token: '' }));
  }, [outcome]);
  useEffect(() => {
    if (errors.server ?? errors.token) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  // Where everything is set, the button need not call.
  const news = server === null || !state.token || draft.server !== server || draft.token !== '';
  const type = (typed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...typed });
    connecting.clear();
  };
  return (
    <form
      ref={form}
      class="connect"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        connecting.connect(draft);
      }}
    >
      <Field
        label="Server"
        code
        value={draft.server}
        placeholder="https://skerry.example.com"
        disabled={serverLocked}
        error={errors.server}
        hint={serverLocked ? 'Set by your administrator.' : 'Its address. "http:" only for a server on this computer.'}
        onInput={(typed) => {
          type({ server: typed });
        }}
        onLeave={() => {
          setDraft((typed) => ({ ...typed, server: completed(typed.server) }));
        }}
      />
      <Field
        label="Token"
        type="password"
        code
        value={draft.token}
        placeholder={state.token ? '••••••••••••' : ''}
        disabled={tokenLocked}
        error={errors.token}
        hint={tokenHint(state.token, tokenLocked)}
        onInput={(typed) => {
          type({ token: typed });
        }}
      />
      <div class="actions">
        <button type="submit" class={news ? 'button primary' : 'button'} disabled={phase !== 'idle'}>
          Connect
        </button>
        <button
          type="button"
          class="button"
          disabled={phase !== 'idle'}
          onClick={() => {
            connecting.test(draft);
          }}
        >
          Test connection
        </button>
      </div>
      <Live>
        {phase !== 'idle' && <p class="doing">{DOING[phase]}</p>}
        {phase === 'idle' && outcome !== null && (
          <OutcomeNotice outcome={outcome} problem={store.problem} onKeep={connecting.keepAnyway} />
        )}
      </Live>
    </form>
  );
}

function tokenHint(kept: boolean, locked: boolean): string {
  if (locked) {
    return kept ? 'Set by your administrator.' : 'Your administrator provides it, and it is missing: tell them.';
  }
  return kept
    ? 'A token is kept. It is never shown again; type another to replace it.'
    : 'What "skerry token" printed, or what you were given. It stays in this browser and goes to the server only.';
}
