/** Where in the AWS console a page is: what its address says, read once for all collectors. */

import { decoded } from '../context/clean-url.ts';
import type { Page } from '../context/model.ts';

/** A console page, as collectors get it. */
export interface ConsolePage extends Page {
  /** The path, decoded: `['lambda', 'home']`. */
  readonly path: readonly string[];
  /** Most services keep their place in the hash, `#/functions/NAME?tab=code` or `#Instances:instanceId=i-0;v=3`. */
  readonly hash: Place;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

export interface Place {
  /** Parts between slashes, decoded: `['functions', 'NAME']`, `['Instances']`. */
  readonly parts: readonly string[];
  readonly values: ReadonlyMap<string, string>;
}

export function pathOf(url: URL): readonly string[] {
  return url.pathname.split('/').filter(Boolean).map(decoded);
}

/** Reads a hash. Behind `?`, or behind a `:` that a `name=` follows, are values, with `&` or `;` between. */
export function hashOf(url: URL): Place {
  const text = url.hash.slice(1);
  const end = text.search(/\?|:(?=[^:/?=]+=)/);
  const place = end < 0 ? text : text.slice(0, end);
  return {
    parts: place.split('/').filter(Boolean).map(decoded),
    values: end < 0 ? new Map() : valuesOf(text.slice(end + 1)),
  };
}

function valuesOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/[&;]/).map((pair) => pair.split('=') as [string, ...string[]]);
  return new Map(pairs.map(([name, ...value]) => [decoded(name), decoded(value.join('=').replaceAll('+', ' '))]));
}
