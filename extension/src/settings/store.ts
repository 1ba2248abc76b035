/** Where settings and token are kept. Only the worker writes, one change after the other. */

import { browser } from 'wxt/browser';

import { turns } from './turns.ts';
import { withManaged } from './change.ts';
import { decodeManaged, decodeSettings, readToken, tokenOf } from './decode.ts';
import type { Managed, Settings } from './model.ts';

/** What holds for the worker at a moment. Never leaves it: there is the token. */
export interface Profile {
  /** With the administrator's word over the user's. */
  readonly settings: Settings;
  /** The user's own, as kept. */
  readonly own: Settings;
  readonly managed: Managed;
  readonly token: string | null;
}

export interface SettingsStore {
  readonly read: () => Promise<Profile>;
  readonly change: (make: (own: Settings) => Settings) => Promise<void>;
  /** Throws where the token is none, or is not the user's to give. */
  readonly setToken: (token: string | null) => Promise<void>;
  /** Storage has changed: look again. */
  readonly forget: () => void;
}

export function settingsStore(): SettingsStore {
  const inTurn = turns();
  let profile: Promise<Profile> | null = null;
  const forget = (): void => {
    profile = null;
  };
  return {
    read: () => (profile ??= readProfile()),
    change: (make) =>
      inTurn(async () => {
        const { settings } = await browser.storage.local.get('settings');
        await browser.storage.local.set({ settings: make(decodeSettings(settings)) });
        forget();
      }),
    setToken: (token) =>
      inTurn(async () => {
        if (decodeManaged(await readPolicy()).tokenSource === 'policy') {
          throw new Error('the token is set by your administrator: it cannot be changed here');
        }
        if (token === null) await browser.storage.local.remove('token');
        else await browser.storage.local.set({ token: checked(token.trim()) });
        forget();
      }),
    forget,
  };
}

/** Content scripts may not read what is kept. (Firefox does not know the call; there they could, and ours do not.) */
export async function keepFromPages(): Promise<void> {
  await Promise.all([browser.storage.local, browser.storage.session].map(trustedOnly));
}

async function trustedOnly(area: Partial<Pick<typeof browser.storage.local, 'setAccessLevel'>>): Promise<void> {
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

async function readProfile(): Promise<Profile> {
  const [kept, policy] = await Promise.all([browser.storage.local.get(['settings', 'token']), readPolicy()]);
  const own = decodeSettings(kept['settings']);
  const managed = decodeManaged(policy);
  return { settings: withManaged(own, managed), own, managed, token: tokenOf(policy, kept['token']) };
}

async function readPolicy(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return {}; // Firefox throws where there is no policy.
  }
}

function checked(token: string): string {
  if (readToken(token) === null) {
    throw new Error('this is no token: give one line of letters, digits and signs, without spaces');
  }
  return token;
}
