/** What the path of a GitHub address says, read once for all collectors. */

import reservedNames from 'github-reserved-names/reserved-names.json';

import { decoded } from '../context/clean-url.ts';
import type { Page } from '../context/model.ts';

/** A GitHub page, as collectors get it. */
export interface GitHubPage extends Page {
  readonly route: Route;
}

export type Route =
  | {
      readonly kind: 'repository';
      readonly owner: string;
      readonly name: string;
      /** The path behind the repository's name, decoded: `['blob', 'main', 'docs', 'index.md']`. */
      readonly rest: readonly string[];
    }
  | {
      /** A person's page, or an organisation's. */
      readonly kind: 'profile';
      readonly owner: string;
      /** `/orgs/OWNER/...`: the path behind it. Null for `/OWNER`. */
      readonly rest: readonly string[] | null;
    }
  | { readonly kind: 'other' };

/** Managed users' names have an underscore, bots' none here. */
const OWNER = /^[a-z\d][\w-]{0,99}$/i;
const REPOSITORY = /^[\w.-]{1,100}$/;
/** First parts of paths that are GitHub's own pages: no owner has these names. */
const RESERVED: ReadonlySet<string> = new Set(reservedNames);

export function routeOf(url: URL): Route {
  const [first, second, ...rest] = url.pathname.split('/').filter(Boolean).map(decoded);
  if (first === 'orgs' && second !== undefined && OWNER.test(second)) return { kind: 'profile', owner: second, rest };
  if (first === undefined || !OWNER.test(first) || RESERVED.has(first.toLowerCase())) return { kind: 'other' };
  if (second === undefined) return { kind: 'profile', owner: first, rest: null };
  return REPOSITORY.test(second) ? { kind: 'repository', owner: first, name: second, rest } : { kind: 'other' };
}

/** The path behind the repository's name if it begins with one of these words: without it. */
export function below({ route }: GitHubPage, ...words: readonly string[]): readonly string[] | null {
  if (route.kind !== 'repository') return null;
  const [word, ...rest] = route.rest;
  return word !== undefined && words.includes(word) ? rest : null;
}
