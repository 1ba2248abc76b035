/** What a change in storage means for the pages. Pure. */

import { decodeSettings } from '../settings/decode.ts';
import type { Settings } from '../settings/model.ts';

export interface Changes {
  /** Server, token or demo: answers from before are not this one's. */
  readonly connection: boolean;
}

type StorageChanges = Readonly<Record<string, { readonly oldValue?: unknown; readonly newValue?: unknown }>>;

/** Null: nothing that a page would have to know. */
export function whatChanged(changes: StorageChanges, area: string): Changes | null {
  if (area === 'managed') return { connection: true };
  if (area !== 'local') return null;
  const { settings, token } = changes;
  const before = decodeSettings(settings?.oldValue);
  const after = decodeSettings(settings?.newValue);
  const connection = token !== undefined || !equal(before.connection, after.connection);
  return connection || !equal(withoutPlaces(before), withoutPlaces(after)) ? { connection } : null;
}

/** Where somebody dragged the bar to is known to the page, and nobody else's business. */
function withoutPlaces({ display, ...rest }: Settings): object {
  return { ...rest, display: { ...display, places: {} } };
}

function equal(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
