/** Whether any integration may match a page: if not, nothing of it is sent anywhere.
 *
 * Never too narrow: what is not understood counts as matching. */

import type { Json, PageContext } from '../context/model.ts';
import type { MatchRule } from '../wire/types.ts';
import { find, steps } from './path.ts';

/** `rules` null: the server does not say what its integrations match; then anything may.
 *
 * `open`: paths of which nothing is known yet, with all below them (see `PageReader.open`); any condition on them may
 * hold. */
export function mayMatch(
  context: PageContext,
  rules: readonly MatchRule[] | null,
  open: readonly string[] = [],
): boolean {
  return rules?.some((rule) => mayHold(rule, context, open)) ?? true;
}

function mayHold(rule: MatchRule, context: PageContext, open: readonly string[]): boolean {
  if (rule.type !== '*' && rule.type !== context.type) return false;
  return Object.entries(rule.context).every(([path, operators]) => {
    const way = steps(path);
    if (way === null || isOpen(way, open)) return true;
    const value = find(context, way);
    return Object.entries(operators).every(([name, wanted]) => operatorMayHold(name, wanted as Json, value));
  });
}

/** Also what is above an open path: it may come to be. */
function isOpen(way: readonly string[], open: readonly string[]): boolean {
  if (way[0] === 'type' || way[0] === 'url') return false;
  return open.some((path) => path === '' || path.split('.').every((step, at) => at >= way.length || step === way[at]));
}

function operatorMayHold(name: string, wanted: Json, value: Json | undefined): boolean {
  switch (name) {
    case 'exists':
      return typeof wanted !== 'boolean' || (value !== undefined) === wanted;
    case 'equals':
      return !isScalar(wanted) || value === wanted;
    case 'in':
      return !Array.isArray(wanted) || !wanted.every(isScalar) || wanted.some((one) => value === one);
    case 'startsWith':
      return typeof wanted !== 'string' || (typeof value === 'string' && value.startsWith(wanted));
    case 'endsWith':
      return typeof wanted !== 'string' || (typeof value === 'string' && value.endsWith(wanted));
    case 'pattern':
      return wanted !== true || typeof value === 'string';
    default:
      return true;
  }
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}
