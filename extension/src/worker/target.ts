import { Failed } from '../server/failed.ts';
import type { Target } from '../server/request.ts';
import type { Profile } from '../settings/store.ts';

/** Whom to ask. Null: nobody, the demo answers. Throws `Failed` where server or token are missing. */
export function targetOf({ settings, token }: Pick<Profile, 'settings' | 'token'>): Target | null {
  const { server, demo } = settings.connection;
  if (demo) return null;
  if (server === null) throw new Failed({ kind: 'unset' });
  if (token === null) throw new Failed({ kind: 'token-missing' });
  return { server, token };
}
