import { Failed } from '../server/failed.ts';
import type { Target } from '../server/request.ts';
import type { Profile } from '../settings/store.ts';
import type { Lists } from './lists.ts';
import type { World } from './world.ts';

/** Whom to ask. Null: nobody, the demo answers. Throws `Failed` where server or token are missing. */
export function targetOf({ settings, token }: Pick<Profile, 'settings' | 'token'>): Target | null {
  const { server, demo } = settings.connection;
  if (demo) return null;
  if (server === null) throw new Failed({ kind: 'unset' });
  if (token === null) throw new Failed({ kind: 'token-missing' });
  return { server, token };
}

/** The server's lists; null where there is nobody to ask, or nothing is known so far: the page's run tells why. */
export async function listsFor(profile: Pick<Profile, 'settings' | 'token'>, world: World): Promise<Lists | null> {
  const { demo, server } = profile.settings.connection;
  if (demo || server === null || profile.token === null) return null;
  return world.lists.soon({ server, token: profile.token });
}
