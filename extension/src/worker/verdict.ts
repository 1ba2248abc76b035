/** "Test connection". */

import { browser } from 'wxt/browser';

import type { Verdict } from '../messages/table.ts';
import { patternOf, readAddress } from '../server/address.ts';
import { Failed, failureOf } from '../server/failed.ts';
import { fetchConfig } from '../server/published.ts';
import type { Target } from '../server/request.ts';
import { readToken } from '../settings/decode.ts';
import type { Profile } from '../settings/store.ts';
import { decodeConfig } from '../wire/decode-config.ts';
import type { World } from './world.ts';

/** What was typed in; what is missing is the kept one's. */
export interface Typed {
  readonly server?: string;
  readonly token?: string;
}

export async function tryServer(typed: Typed, world: World): Promise<Verdict> {
  try {
    const target = targetOfTyped(typed, await world.settings.read());
    const started = world.now();
    const config = decodeConfig(await fetchConfig(target, world.network));
    const ms = world.now() - started;
    const version = config?.version ?? null;
    if (version === null) await needPermission(target.server);
    return {
      ok: true,
      server: version === null ? 'a ToolJump server' : `Skerry ${version}`,
      skerry: version !== null,
      integrations: !config?.rules ? 'unknown' : config.rules.length > 0 ? 'some' : 'none',
      ms,
    };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function targetOfTyped(typed: Typed, { settings, managed, token: kept }: Profile): Target {
  const { server } = settings.connection;
  const given = managed.server ?? typed.server ?? server;
  if (given === null) throw new Failed({ kind: 'unset' });
  const address = readAddress(given);
  if ('problem' in address) throw new Failed({ kind: 'strange', message: address.problem });
  const token = managed.tokenSource === 'policy' || typed.token === undefined ? kept : readToken(typed.token.trim());
  if (token === null) throw new Failed({ kind: 'token-missing' });
  return { server: address.server, token };
}

/** A ToolJump server lets extensions read what it publishes, but not what it answers to a context. */
async function needPermission(server: string): Promise<void> {
  if (await browser.permissions.contains({ origins: [patternOf(server)] })) return;
  throw new Failed({ kind: 'permission', origin: new URL(server).origin });
}
