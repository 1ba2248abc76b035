/** The settings, as they are kept in `storage.local` under `settings`. The token has a key of its own there (`token`)
 * and is in none of these types, so that nothing that exports or shows settings can hold it. */

export type Mode = 'integrated' | 'floating';
export type Theme = 'system' | 'light' | 'dark' | 'contrast';

/** Where the floating bar was left on a site: CSS pixels from the top left of the window. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly collapsed: boolean;
}

export interface Connection {
  /** The server's origin and path, without a slash at the end; null until one is given. */
  readonly server: string | null;
  /** Answers come from the extension itself; nothing is sent. */
  readonly demo: boolean;
}

export interface Display {
  readonly mode: Mode;
  readonly theme: Theme;
  /** Origins on which the bar is off. */
  readonly off: readonly string[];
  /** Names of integrations whose results are not shown. */
  readonly hidden: readonly string[];
  /** By origin. At most 200, the oldest leave. */
  readonly places: Readonly<Record<string, Place>>;
}

export interface Providers {
  readonly github: boolean;
  readonly aws: boolean;
  /** Origins of GitHub Enterprise servers. */
  readonly enterprise: readonly string[];
  /** Origins of custom domains (generic integrations) that the user switched on. */
  readonly domains: readonly string[];
  /** Declared adapters that the user agreed to: file -> digest of the definition that was shown. */
  readonly adapters: Readonly<Record<string, string>>;
}

export interface Debugging {
  /** Shows in the page exactly what is sent. */
  readonly overlay: boolean;
  readonly log: boolean;
}

export interface Settings {
  readonly connection: Connection;
  readonly display: Display;
  readonly providers: Providers;
  readonly debugging: Debugging;
}

export const DEFAULTS: Settings = {
  connection: { server: null, demo: false },
  display: { mode: 'integrated', theme: 'system', off: [], hidden: [], places: {} },
  providers: { github: true, aws: true, enterprise: [], domains: [], adapters: {} },
  debugging: { overlay: false, log: false },
};

/** A part of the settings to put over what is kept: objects are merged, lists and values replaced. */
export type SettingsChange = { readonly [Part in keyof Settings]?: Partial<Settings[Part]> };

/** What an administrator has decided (`storage.managed`): these win over the user's, and cannot be changed. */
export interface Managed {
  readonly server?: string;
  /** Where the token comes from: typed in by the user (the default), or `token` of the policy. */
  readonly tokenSource?: 'user' | 'policy';
  readonly theme?: Theme;
  readonly mode?: Mode;
  /** Origins that may be switched on in Providers; any other custom domain is refused. */
  readonly domains?: readonly string[];
}
