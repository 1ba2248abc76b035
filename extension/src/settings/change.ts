/** New settings from old ones. Pure; `store.ts` keeps what comes out. */

import { MOST_PLACES } from './fields.ts';
import type { Managed, Place, Settings, SettingsChange } from './model.ts';

export function changed(settings: Settings, change: SettingsChange): Settings {
  return {
    connection: { ...settings.connection, ...change.connection },
    display: { ...settings.display, ...change.display },
    providers: { ...settings.providers, ...change.providers },
    debugging: { ...settings.debugging, ...change.debugging },
  };
}

/** What holds: the administrator's word over the user's. */
export function withManaged(settings: Settings, managed: Managed): Settings {
  const { server, theme, mode } = managed;
  return changed(settings, {
    ...(server !== undefined && { connection: { server } }),
    display: { ...(theme && { theme }), ...(mode && { mode }) },
  });
}

/** The place where the floating bar was left; it becomes the newest, the oldest leave. */
export function withPlace(settings: Settings, origin: string, place: Place): Settings {
  const others = Object.entries(settings.display.places).filter(([site]) => site !== origin);
  const places = Object.fromEntries([...others, [origin, place] as const].slice(-MOST_PLACES));
  return changed(settings, { display: { places } });
}

/** A list with or without an entry. */
export function toggled(list: readonly string[], entry: string, on: boolean): readonly string[] {
  const others = list.filter((other) => other !== entry);
  return on ? [...others, entry] : others;
}
