/** What the administrator has decided, in the places where it is shown. */

import type { Managed } from '../settings/model.ts';

/** Null: nothing. Else what it is, for a sentence. */
export function decided(managed: Managed): string | null {
  const parts = [
    managed.server !== undefined && 'the server',
    managed.tokenSource === 'policy' && 'the token',
    managed.mode !== undefined && 'where the bar is',
    managed.theme !== undefined && 'the theme',
    managed.domains !== undefined && 'which custom domains are allowed',
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
}
