import { type Component, groupNames } from './pattern.ts';
import { Refused } from './refused.ts';

const MAX_PATTERN = 256; // characters
const MAX_GROUPS = 8; // in one pattern

// A group's name must not go on with what the standard takes into names, and nothing has two modifiers.
const PATTERN =
  /^(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9/&=!@,;$'._~-]|:[A-Za-z][A-Za-z0-9]*(?:[?+*]|(?![A-Za-z0-9_$]))(?![?+*])|\*(?![?+*]))*$/;

/** The groups of a pattern by the names that values use: `0`, `1` ... for wildcards. */
export function checkPattern(pattern: string, component: Component): readonly string[] {
  if (pattern.length === 0 || pattern.length > MAX_PATTERN) {
    throw new Refused(`has ${pattern.length} characters; at most ${MAX_PATTERN} are taken, and at least one`);
  }
  if (component === 'path' && !/^[/*]/.test(pattern)) throw new Refused('does not begin with "/"');
  if (!PATTERN.test(component === 'hash' ? pattern.replaceAll('#', '/') : withoutMark(pattern, component))) {
    throw new Refused(`is no pattern: write text, :name and * ("${pattern.slice(0, 60)}")`);
  }
  let wildcards = 0;
  const names = groupNames(pattern).map((name) => (name === '*' ? String(wildcards++) : name));
  if (names.length > MAX_GROUPS) throw new Refused(`has ${names.length} groups; at most ${MAX_GROUPS} are taken`);
  if (new Set(names).size < names.length) throw new Refused('has two groups of the same name');
  return names;
}

function withoutMark(pattern: string, component: Component): string {
  return component === 'search' ? pattern.replace(/^\?/, '') : pattern;
}
