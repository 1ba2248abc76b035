/** The doors of a page that runs in a browser. */

import { browser } from 'wxt/browser';

import { send } from '../messages/send.ts';
import type { Doors, OptionalPermission } from './doors.ts';

export function browserDoors(): Doors {
  const manifest = browser.runtime.getManifest();
  return {
    send,
    grant,
    granted: (origins) => browser.permissions.contains({ origins: [...origins] }),
    watch,
    tab,
    copy,
    save,
    builtIn: (manifest.host_permissions as readonly string[] | undefined) ?? [],
    version: manifest.version,
  };
}

/** No `await` before the request: Firefox takes it only from the click itself. */
async function grant(origins: readonly string[], also: readonly OptionalPermission[] = []): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins: [...origins], permissions: [...also] });
  } catch {
    return false; // The browser's or the administrator's policy does not have it.
  }
}

function watch(listener: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') listener();
  };
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('focus', seen);
  return () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('focus', seen);
  };
}

/** `popup.html?tab=12` is that tab's, for a popup that is opened as a page. */
async function tab(): Promise<number | null> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null && /^\d{1,10}$/.test(named)) return Number(named);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
