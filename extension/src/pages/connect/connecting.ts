/** Connecting, step by step: the browser's permission, a try, and only then is anything kept. */

import { useState } from 'preact/hooks';

import type { Ask, Verdict } from '../../messages/table.ts';
import { patternOf } from '../../server/address.ts';
import { useDoors } from '../doors.ts';
import type { Store } from '../store.ts';
import { checked, originOf, type Draft, type Errors, type Kept, type Values } from './draft.ts';

export type Phase = 'idle' | 'permission' | 'asking' | 'keeping';

export interface Outcome {
  readonly verdict: Verdict;
  readonly values: Values;
  /** Whether the values are kept now. */
  readonly kept: boolean;
  /** The browser's permission for the server: null where it was not asked for. */
  readonly granted: boolean | null;
}

export interface Connecting {
  readonly phase: Phase;
  readonly errors: Errors;
  readonly outcome: Outcome | null;
  /** Both answer false where something typed is wrong: `errors` has it. */
  readonly connect: (draft: Draft) => boolean;
  readonly test: (draft: Draft) => boolean;
  readonly keepAnyway: () => void;
  readonly clear: () => void;
}

const NO_ERRORS: Errors = { server: null, token: null };

export function useConnecting(store: Store, before: Kept, serverLocked: boolean): Connecting {
  const doors = useDoors();
  const [phase, setPhase] = useState<Phase>('idle');
  const [errors, setErrors] = useState(NO_ERRORS);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const begin = (draft: Draft, run: (values: Values) => Promise<void>): boolean => {
    const result = checked(draft, before);
    setOutcome(null);
    setErrors('errors' in result ? result.errors : NO_ERRORS);
    if ('errors' in result) return false;
    void run(result.values).finally(() => {
      setPhase('idle');
    });
    return true;
  };

  const ask = async (values: Values): Promise<Verdict> => {
    setPhase('asking');
    try {
      return await doors.send('own.test', testAsk(values));
    } catch (error) {
      return {
        ok: false,
        failure: { kind: 'strange', message: error instanceof Error ? error.message : String(error) },
      };
    }
  };

  const keep = async (values: Values): Promise<boolean> => {
    setPhase('keeping');
    const { server, token } = values;
    const moved = before.server === null || originOf(server) !== originOf(before.server);
    // In this order no moment has one server's address beside another's token.
    if (token !== null && moved && before.token && !(await store.ask('own.token', { token: null }))) return false;
    const connection = serverLocked ? { demo: false } : { server, demo: false };
    if (!(await store.ask('own.change', { change: { connection } }))) return false;
    return token === null || store.ask('own.token', { token });
  };

  return {
    phase,
    errors,
    outcome,
    connect: (draft) =>
      begin(draft, async (values) => {
        // Before anything that waits: the browser takes it only from the click.
        const granting = doors.grant([patternOf(values.server)], ['webRequest']);
        setPhase('permission');
        const granted = await granting;
        const verdict = await ask(values);
        setOutcome({ verdict, values, granted, kept: verdict.ok && (await keep(values)) });
      }),
    test: (draft) =>
      begin(draft, async (values) => {
        setOutcome({ verdict: await ask(values), values, granted: null, kept: false });
      }),
    keepAnyway() {
      if (outcome === null) return;
      void keep(outcome.values)
        .then((kept) => {
          setOutcome({ ...outcome, kept });
        })
        .finally(() => {
          setPhase('idle');
        });
    },
    clear() {
      setErrors(NO_ERRORS);
      setOutcome(null);
    },
  };
}

function testAsk({ server, token }: Values): Ask<'own.test'> {
  return token === null ? { server } : { server, token };
}
