/** Everything the worker's parts share. Made in `start.ts`, and by hand in tests. */

import type { Network } from '../server/network.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Agreed } from './agreed.ts';
import type { KeptAnswers } from './kept.ts';
import type { ListStore } from './lists.ts';
import type { Notes } from './notes.ts';
import type { TabRuns } from './tabs.ts';
import type { Tickets } from './tickets.ts';

export interface World {
  /** ms since the epoch. */
  readonly now: () => number;
  readonly network: Network;
  readonly settings: SettingsStore;
  /** `Site.connection`. */
  readonly connection: () => string;
  readonly lists: ListStore;
  readonly kept: KeptAnswers;
  readonly notes: Notes;
  readonly tabs: TabRuns;
  readonly tickets: Tickets;
  readonly agreed: Agreed;
}
