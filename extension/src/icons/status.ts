/** How a status is told without colour: by a shape and by a word. */

import type { Status } from '../wire/items.ts';

export interface StatusSign {
  readonly icon: string;
  readonly word: string;
}

const SIGNS: Readonly<Record<Exclude<Status, 'none'>, StatusSign>> = {
  important: { icon: 'important', word: 'Important' },
  relevant: { icon: 'alert', word: 'Relevant' },
  success: { icon: 'success', word: 'Success' },
};

export function signOf(status: Status): StatusSign | null {
  return status === 'none' ? null : SIGNS[status];
}
