/** What a page knows of the settings while changes are under way: the worker's last word, with those changes over it.
 * Pure; `store.ts` does the asking. */

import type { State } from '../messages/table.ts';
import { changed } from '../settings/change.ts';
import type { SettingsChange } from '../settings/model.ts';

export interface Ledger {
  /** The worker's word; null before the first. */
  readonly kept: State | null;
  /** Of the question that `kept` answers. Questions count up from 1. */
  readonly keptOf: number;
  /** Changes that are sent and not answered, shown already. */
  readonly pending: readonly { readonly question: number; readonly change: SettingsChange }[];
  /** Why the last question has no answer. */
  readonly problem: string | null;
}

export type Entry =
  | { readonly kind: 'asked'; readonly question: number; readonly change: SettingsChange }
  | { readonly kind: 'answered'; readonly question: number; readonly state: State }
  | { readonly kind: 'failed'; readonly question: number; readonly problem: string };

export const EMPTY: Ledger = { kept: null, keptOf: 0, pending: [], problem: null };

export function enter(ledger: Ledger, entry: Entry): Ledger {
  const pending = ledger.pending.filter(({ question }) => question !== entry.question);
  switch (entry.kind) {
    case 'asked':
      return { ...ledger, pending: [...pending, { question: entry.question, change: entry.change }] };
    case 'answered':
      // An answer that was overtaken by one to a later question says nothing new.
      return entry.question < ledger.keptOf
        ? { ...ledger, pending }
        : { kept: entry.state, keptOf: entry.question, pending, problem: null };
    case 'failed':
      return { ...ledger, pending, problem: entry.problem };
  }
}

/** What is drawn. */
export function shown({ kept, pending }: Ledger): State | null {
  if (kept === null) return null;
  return { ...kept, settings: pending.reduce((settings, { change }) => changed(settings, change), kept.settings) };
}
