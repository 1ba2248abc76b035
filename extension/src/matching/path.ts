/** Paths into a context as integrations write them: `page.repository`, `a[0].b`, `tags["cost-centre"]`. The server reads
 * them by the same rules (runtime/matching/paths.py). */

import type { Json } from '../context/model.ts';

const STEP = /(?:^|\.)([^.[\]'"`\s]+)|\[(\d{1,9})\]|\["([^"\\]+)"\]|\['([^'\\]+)'\]/y;
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** Null: this is none that we understand. */
export function steps(path: string): readonly string[] | null {
  const found: string[] = [];
  let at = 0;
  while (at < path.length) {
    STEP.lastIndex = at;
    const [part = '', ...groups] = STEP.exec(path) ?? [];
    const step = groups.find((group: string | undefined) => group !== undefined);
    if (step === undefined) return null;
    found.push(step);
    at += part.length;
  }
  return found.length > 0 && !path.startsWith('.') ? found : null;
}

/** The value there; undefined where there is none. Only JSON's own members and elements, nothing inherited. */
export function find(value: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) here = child(here, step);
  return here;
}

function child(value: Json | undefined, step: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) ? !INDEX.test(step) : !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string, Json | undefined>)[step];
}
