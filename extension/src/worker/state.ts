/** Everything that popup and options page show. Never the token. */

import { browser } from 'wxt/browser';

import type { CustomDomain, DeclaredAdapter, State } from '../messages/table.ts';
import type { Failure } from '../run/events.ts';
import { failureOf } from '../server/failed.ts';
import { patternOf } from '../server/address.ts';
import type { Profile } from '../settings/store.ts';
import type { CheckedAdapter, Lists } from './lists.ts';
import { patternsOfAdapter } from './scripts.ts';
import { listsFor, targetOf } from './target.ts';
import type { World } from './world.ts';

export async function readState(world: World): Promise<State> {
  const profile = await world.settings.read();
  const lists = await listsFor(profile, world);
  const [domains, adapters, requests] = await Promise.all([
    Promise.all(originsOf(profile, lists).map((origin) => domainState(origin, profile))),
    Promise.all((lists?.adapters ?? []).map((checked) => adapterState(checked, profile, world))),
    world.notes.list(),
  ]);
  const { own: settings, managed, token } = profile;
  const failure = listFailure(profile, world);
  return { settings, managed, token: token !== null, domains, adapters, failure, requests };
}

/** The server's, and those that are switched on and that it has no more, so that they can be switched off. */
function originsOf({ settings }: Profile, lists: Lists | null): readonly string[] {
  return [...new Set([...(lists?.customDomains ?? []), ...settings.providers.domains])].sort();
}

async function domainState(origin: string, { settings, managed }: Profile): Promise<CustomDomain> {
  return {
    origin,
    on: settings.providers.domains.includes(origin),
    granted: await browser.permissions.contains({ origins: [patternOf(origin)] }),
    allowed: managed.domains?.includes(origin) ?? true,
  };
}

async function adapterState(checked: CheckedAdapter, profile: Profile, world: World): Promise<DeclaredAdapter> {
  const { adapter, digest, problem } = checked;
  const origins = patternsOfAdapter(checked);
  const before = profile.settings.providers.adapters[adapter.file];
  const base = { adapter, digest, origins };
  if (problem !== undefined) return { ...base, state: 'invalid', problem, granted: false };
  const granted = origins.length > 0 && (await browser.permissions.contains({ origins: [...origins] }));
  if (before === undefined) return { ...base, state: 'new', granted };
  if (before === digest) return { ...base, state: 'on', granted };
  const agreed = await world.agreed.get(adapter.file);
  return { ...base, state: 'changed', granted, ...(agreed && { agreed }) };
}

/** Why the lists cannot be fetched. That there is nobody to ask is none: there are no lists then. */
function listFailure(profile: Profile, world: World): Failure | null {
  try {
    return targetOf(profile) === null ? null : world.lists.failure();
  } catch (error) {
    const failure = failureOf(error);
    return failure.kind === 'unset' ? null : failure;
  }
}
