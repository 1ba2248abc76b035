/** Settings as a file, for another browser or a colleague. It never holds the token, nor what this person agreed to let
 * adapters read: that is asked again. */

import { changed } from './change.ts';
import { FIELDS, isRecord, type Field } from './fields.ts';
import type { Settings } from './model.ts';

/** Counts up when a file of before cannot be read any more. */
const VERSION = 1;

const PARTS = ['connection', 'display', 'providers', 'debugging'] as const;

export function exported(settings: Settings): string {
  const { connection, display, debugging } = settings;
  const { github, aws, enterprise, domains } = settings.providers;
  const providers = { github, aws, enterprise, domains };
  return `${JSON.stringify({ version: VERSION, connection, display, providers, debugging }, null, 2)}\n`;
}

/** The settings with what the file names put over them; what it does not name stays. One bad value refuses the file. */
export function imported(settings: Settings, json: string): { settings: Settings } | { error: string } {
  const file = parse(json);
  if (!isRecord(file)) return { error: 'This is no file of settings: choose one that "Export" wrote.' };
  const { version, ...parts } = file;
  if (version !== VERSION) {
    const is = version === undefined ? 'missing' : JSON.stringify(version);
    return { error: `version is ${is}: this extension reads version ${VERSION}.` };
  }
  const error = firstProblem(parts);
  if (error !== null) return { error };
  const change = Object.fromEntries(Object.entries(parts).map(([part, values]) => [part, normal(part, values)]));
  return { settings: changed(settings, change) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function fieldsOf(part: string): Readonly<Record<string, Field<unknown>>> | undefined {
  const known = PARTS.find((name) => name === part);
  if (known === undefined) return undefined;
  if (known !== 'providers') return { ...FIELDS[known] };
  const { github, aws, enterprise, domains } = FIELDS.providers;
  return { github, aws, enterprise, domains };
}

function firstProblem(parts: Readonly<Record<string, unknown>>): string | null {
  for (const [part, values] of Object.entries(parts)) {
    const fields = fieldsOf(part);
    if (fields === undefined) return `${part} is no part of the settings: take it out (known: ${PARTS.join(', ')}).`;
    if (!isRecord(values)) return `${part} is ${shown(values)}: give an object.`;
    for (const [key, value] of Object.entries(values)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!field) return `${part}.${key} is no setting: take it out (known: ${Object.keys(fields).join(', ')}).`;
      if (field.read(value) === undefined) return `${part}.${key} is ${shown(value)}: give ${field.give}.`;
    }
  }
  return null;
}

/** The values as the fields read them, for example an address without the slash at its end. */
function normal(part: string, values: unknown): Readonly<Record<string, unknown>> {
  const fields = fieldsOf(part) ?? {};
  const entries = isRecord(values) ? Object.entries(values) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, fields[key]?.read(value)]));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
