/** Settings as a file, for another browser or a colleague. It never holds the token, nor what this person agreed to let
 * adapters read: that is asked again. */

import { changed } from './change.ts';
import { ALL, checkChange, type Allowed } from './check.ts';
import { FIELDS, isRecord } from './fields.ts';
import type { Settings } from './model.ts';

/** Counts up when a file of before cannot be read any more. */
const VERSION = 1;

const { github, aws, enterprise, domains } = FIELDS.providers;
const IN_A_FILE: Allowed = { ...ALL, providers: { github, aws, enterprise, domains } };

export function exported(settings: Settings): string {
  const { connection, display, debugging } = settings;
  const { github, aws, enterprise, domains } = settings.providers;
  const providers = { github, aws, enterprise, domains };
  return `${JSON.stringify({ version: VERSION, connection, display, providers, debugging }, null, 2)}\n`;
}

/** The settings with what the file names put over them; what it does not name stays. One bad value refuses the file. */
export function imported(settings: Settings, json: string): { settings: Settings } | { error: string } {
  const file = parse(json);
  if (!isRecord(file)) return { error: 'this is no file of settings: choose one that "Export" wrote' };
  const { version, ...parts } = file;
  if (version !== VERSION) {
    const is = version === undefined ? 'missing' : JSON.stringify(version);
    return { error: `version is ${is}: this extension reads version ${VERSION}` };
  }
  const checked = checkChange(parts, IN_A_FILE);
  return 'error' in checked ? checked : { settings: changed(settings, checked.change) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
