/** What a page of ours needs from outside itself. `browser-doors.ts` is the real thing; a fake stands in for it in tests. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Answer, Ask, MessageName } from '../messages/table.ts';

export type OwnName = Extract<MessageName, `own.${string}`>;

/** Permissions beside those for hosts that we ask for when they are needed. */
export type OptionalPermission = 'webRequest';

export interface Doors {
  readonly send: <Name extends OwnName>(name: Name, ask: Ask<Name>) => Promise<Answer<Name>>;
  /** Asks the user to let us read and ask these (`https://host/*`). First thing in a click: later the browser refuses to ask. */
  readonly grant: (origins: readonly string[], also?: readonly OptionalPermission[]) => Promise<boolean>;
  readonly granted: (origins: readonly string[]) => Promise<boolean>;
  /** Calls the listener when something may have changed: a permission came or went, this page is looked at again.
   * Answers the way to stop. */
  readonly watch: (listener: () => void) => () => void;
  /** The tab that a popup belongs to. */
  readonly tab: () => Promise<number | null>;
  /** False where the browser does not let us. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Gives the user a file. */
  readonly save: (name: string, text: string) => void;
  /** The sites that are read without being switched on, as patterns: the manifest's. */
  readonly builtIn: readonly string[];
  /** Of the extension. */
  readonly version: string;
}

export const DoorsContext = createContext<Doors | null>(null);

export function useDoors(): Doors {
  const doors = useContext(DoorsContext);
  if (doors === null) throw new Error('a view was drawn outside of DoorsContext');
  return doors;
}
