/** What popup, options and welcome page may ask. */

import { browser } from 'wxt/browser';

import type { Handlers } from '../messages/receive.ts';
import type { OwnSender } from '../messages/sender.ts';
import type { State } from '../messages/table.ts';
import { patternOf } from '../server/address.ts';
import { changed, toggled } from '../settings/change.ts';
import { checkChange } from '../settings/check.ts';
import { readOrigin } from '../settings/fields.ts';
import type { Settings } from '../settings/model.ts';
import { exported, imported } from '../settings/transfer.ts';
import type { CheckedAdapter } from './lists.ts';
import { patternsOfAdapter, wakeTab, wantedPatterns } from './scripts.ts';
import { builtInSite } from './site.ts';
import { readState } from './state.ts';
import { tabState } from './tab-state.ts';
import { listsFor, targetOf } from './target.ts';
import { tryServer } from './verdict.ts';
import type { World } from './world.ts';

export function ownHandlers(world: World): Handlers<'own', OwnSender> {
  const changeTo = async (make: (own: Settings) => Settings): Promise<State> => {
    await world.settings.change(make);
    return readState(world);
  };
  return {
    'own.state': () => readState(world),
    'own.change': async ({ change }) => {
      const checked = checkChange(change);
      if ('error' in checked) throw new Error(checked.error);
      const { managed } = await world.settings.read();
      if (managed.server !== undefined && checked.change.connection?.server !== undefined) {
        throw new Error('the server is set by your administrator: it cannot be changed here');
      }
      return changeTo((own) => changed(own, checked.change));
    },
    'own.token': async ({ token }) => {
      await world.settings.setToken(token);
      return readState(world);
    },
    'own.test': (typed) => tryServer(typed, world),
    'own.refresh': async () => {
      const target = targetOrNone(await world.settings.read());
      if (target !== null) await world.lists.refresh(target).catch(() => undefined); // The state tells it.
      return readState(world);
    },
    'own.domain': async ({ origin, on }) => {
      if (on) await checkDomain(origin, world);
      const state = await changeTo((own) =>
        changed(own, { providers: { domains: toggled(own.providers.domains, origin, on) } }),
      );
      if (!on) await giveBack([patternOf(origin)], world);
      return state;
    },
    'own.enterprise': async ({ origin, on }) => {
      if (on) checkEnterprise(origin);
      const state = await changeTo((own) =>
        changed(own, { providers: { enterprise: toggled(own.providers.enterprise, origin, on) } }),
      );
      if (!on) await giveBack([patternOf(origin)], world);
      return state;
    },
    'own.adapter': (ask) => setAdapter(ask, changeTo, world),
    'own.tab': ({ tabId }) => tabState(tabId, world),
    'own.wake': async ({ tabId }) => {
      await wakeTab(tabId);
      return tabState(tabId, world);
    },
    'own.export': async () => ({ json: exported((await world.settings.read()).own) }),
    'own.import': async ({ json }) => {
      const { own, managed } = await world.settings.read();
      const result = imported(own, json);
      if ('error' in result) return result;
      const { server } = result.settings.connection;
      if (managed.server !== undefined && server !== own.connection.server && server !== managed.server) {
        return { error: 'connection.server is set by your administrator: take it out of the file' };
      }
      return { state: await changeTo(() => result.settings) };
    },
  };
}

function targetOrNone(profile: Parameters<typeof targetOf>[0]): ReturnType<typeof targetOf> {
  try {
    return targetOf(profile);
  } catch {
    return null;
  }
}

async function checkDomain(origin: string, world: World): Promise<void> {
  const profile = await world.settings.read();
  const lists = await listsFor(profile, world);
  if (!(lists?.customDomains.includes(origin) ?? false)) {
    throw new Error(`${origin} is none of the server's custom domains: fetch its list again`);
  }
  if (!(profile.managed.domains?.includes(origin) ?? true)) {
    throw new Error(`${origin} is not among the domains that your administrator allows`);
  }
}

function checkEnterprise(origin: string): void {
  if (readOrigin(origin) === undefined || !origin.startsWith('https://')) {
    throw new Error(`"${origin}" is no origin: give one like https://github.example.com`);
  }
  if (builtInSite(new URL(origin).hostname) !== null) throw new Error(`${origin} is built in: it needs no entry`);
}

interface AdapterAsk {
  readonly file: string;
  readonly digest: string;
  readonly on: boolean;
}

/** Agreed to is exactly the definition that was shown. */
async function setAdapter(
  { file, digest, on }: AdapterAsk,
  changeTo: (make: (own: Settings) => Settings) => Promise<State>,
  world: World,
): Promise<State> {
  const lists = await listsFor(await world.settings.read(), world);
  const found = lists?.adapters.find(({ adapter }) => adapter.file === file);
  if (on) await world.agreed.set(file, checkShown(found, file, digest).adapter);
  else await world.agreed.set(file, null);
  const state = await changeTo((own) => {
    const others = Object.entries(own.providers.adapters).filter(([other]) => other !== file);
    const adapters = Object.fromEntries(on ? [...others, [file, digest]] : others);
    return changed(own, { providers: { adapters } });
  });
  if (!on && found) await giveBack(patternsOfAdapter(found), world);
  return state;
}

function checkShown(found: CheckedAdapter | undefined, file: string, digest: string): CheckedAdapter {
  if (found === undefined) throw new Error(`the server has no ${file}: fetch its list again`);
  if (found.problem !== undefined) throw new Error(`${file} cannot be used: ${found.problem}`);
  if (found.digest !== digest) throw new Error(`${file} has changed since it was shown: look at it again`);
  return found;
}

/** Permissions that nothing needs any more go back to the browser. */
async function giveBack(patterns: readonly string[], world: World): Promise<void> {
  const profile = await world.settings.read();
  const { server } = profile.settings.connection;
  const needed = [...wantedPatterns(profile, await listsFor(profile, world)), ...(server ? [patternOf(server)] : [])];
  const origins = patterns.filter((pattern) => !needed.includes(pattern));
  // Refused where the administrator gave it: then it stays.
  if (origins.length > 0) await browser.permissions.remove({ origins }).catch(() => false);
}
