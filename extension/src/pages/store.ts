/** The state that popup, options and welcome page draw, and the ways to change it. */

import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';

import type { Answer, Ask, State } from '../messages/table.ts';
import type { SettingsChange } from '../settings/model.ts';
import { useDoors, type OwnName } from './doors.ts';
import { EMPTY, enter, shown } from './ledger.ts';

/** The messages that are answered with the whole state. */
export type StateName = { [Name in OwnName]: Answer<Name> extends State ? Name : never }[OwnName];

export interface Store {
  /** Null until the worker has answered once. */
  readonly state: State | null;
  /** Why the worker did not do what was asked last; null when it did. */
  readonly problem: string | null;
  /** Shows the change at once, and takes it back where the worker refuses. For what can do no harm. */
  readonly change: (change: SettingsChange) => void;
  /** Shows what the worker answers. False where it refused: `problem` says why. */
  readonly ask: <Name extends StateName>(name: Name, ask: Ask<Name>) => Promise<boolean>;
  /** A state that came with another message. */
  readonly take: (state: State) => void;
}

export function useStore(): Store {
  const doors = useDoors();
  const [ledger, write] = useReducer(enter, EMPTY);
  const questions = useRef(0);

  const ask = useCallback(
    async <Name extends StateName>(name: Name, ask: Ask<Name>, change?: SettingsChange): Promise<boolean> => {
      const question = ++questions.current;
      if (change) write({ kind: 'asked', question, change });
      try {
        write({ kind: 'answered', question, state: await doors.send(name, ask) });
        return true;
      } catch (error) {
        write({ kind: 'failed', question, problem: error instanceof Error ? error.message : String(error) });
        return false;
      }
    },
    [doors],
  );
  const change = useCallback((change: SettingsChange) => void ask('own.change', { change }, change), [ask]);
  const take = useCallback((state: State) => {
    write({ kind: 'answered', question: ++questions.current, state });
  }, []);

  useEffect(() => {
    const look = () => void ask('own.state', null);
    look();
    return doors.watch(look);
  }, [doors, ask]);

  return { state: shown(ledger), problem: ledger.problem, change, ask, take };
}
