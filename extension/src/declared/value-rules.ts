import type { Value, Values } from './model.ts';
import { Refused } from './refused.ts';
import { checkAttribute, checkSelector } from './selector-rules.ts';
import { asEntries, asObject, asString } from './shape.ts';

const MAX_VALUES = 32;
const MAX_TEXT = 512; // characters of a value, and of what is cut off it

const PATH = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*){0,5}$/;
/** The extension writes these itself. */
const RESERVED = /^(?:type|url)(?:\.|$)/;
/** Every object of JavaScript has them, and a careless reader would write to what all objects share. */
const INHERITED = /(?:^|\.)(?:constructor|prototype)(?:\.|$)/;

export function checkValues(value: unknown, where: string): Values {
  const entries = asEntries(value, where, MAX_VALUES);
  return Object.fromEntries(
    entries.map(([path, source]) => [checkPath(path, where), checkValue(source, `${where}.${path}`)]),
  );
}

/** `shared` hold for every page, `own` for this one. */
export function checkTogether(shared: Values, own: Values, where: string): void {
  const paths = [...Object.keys(shared), ...Object.keys(own)];
  if (paths.length > MAX_VALUES) {
    throw new Refused(`${where} has ${paths.length} values; write at most ${MAX_VALUES} together`);
  }
  const all = new Set(paths);
  if (all.size < paths.length) {
    throw new Refused(`${where} has a value that every page has already; leave out one of them`);
  }
  for (const path of paths) {
    const above = path.split('.').slice(0, -1);
    const taken = above.map((_, end) => above.slice(0, end + 1).join('.')).find((part) => all.has(part));
    if (taken !== undefined) throw new Refused(`${where} has ${taken}, so nothing can be below it: rename ${path}`);
  }
}

/** `groups` are those of all patterns of a page: a name that stands in two of them says nothing. */
export function checkGroups(values: Values, groups: readonly string[], where: string): void {
  for (const [path, value] of Object.entries(values)) {
    if (!('group' in value)) continue;
    const times = groups.filter((group) => group === value.group).length;
    if (times !== 1) {
      throw new Refused(
        `${where}: ${path} takes the group "${value.group}", which the page's patterns have ${times} times`,
      );
    }
  }
}

function checkPath(path: string, where: string): string {
  if (!PATH.test(path) || INHERITED.test(path)) {
    throw new Refused(`${where}: "${path.slice(0, 60)}" is no path of a context, such as page.section.issue`);
  }
  if (RESERVED.test(path)) throw new Refused(`${where}: ${path.slice(0, 60)} is what the extension itself writes`);
  return path;
}

const KEYS = ['text', 'group', 'select', 'attribute', 'prefix', 'suffix', 'split', 'part'] as const;

function checkValue(value: unknown, where: string): Value {
  const given = asObject(value, where, KEYS);
  const sources = (['text', 'group', 'select'] as const).filter((key) => key in given);
  const [source] = sources;
  if (source === undefined || sources.length > 1) {
    throw new Refused(`${where}: write exactly one of text, group and select`);
  }
  if ('attribute' in given && source !== 'select') {
    throw new Refused(`${where}: there is no element to read the attribute from`);
  }
  if ('split' in given !== 'part' in given) throw new Refused(`${where}: split and part do nothing without each other`);
  const trims = {
    ...('prefix' in given && { prefix: shortText(given.prefix, `${where}.prefix`) }),
    ...('suffix' in given && { suffix: shortText(given.suffix, `${where}.suffix`) }),
    ...('split' in given && {
      split: shortText(given.split, `${where}.split`),
      part: checkPart(given.part, where),
    }),
  };
  switch (source) {
    case 'text':
      return { text: shortText(given.text, `${where}.text`), ...trims };
    case 'group':
      return { group: checkGroup(given.group, `${where}.group`), ...trims };
    case 'select':
      return {
        select: judged(given.select, checkSelector, `${where}.select`),
        ...('attribute' in given && { attribute: judged(given.attribute, checkAttribute, `${where}.attribute`) }),
        ...trims,
      };
  }
}

function shortText(value: unknown, where: string): string {
  const text = asString(value, where);
  if (text === '' || text.length > MAX_TEXT) throw new Refused(`${where}: write a text of 1 to ${MAX_TEXT} characters`);
  return text;
}

function checkGroup(value: unknown, where: string): string {
  const name = asString(value, where);
  if (!/^(?:[A-Za-z][A-Za-z0-9]*|[0-7])$/.test(name)) throw new Refused(`${where} is no name of a group`);
  return name;
}

function checkPart(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < -MAX_TEXT || value >= MAX_TEXT) {
    throw new Refused(`${where}.part: write a whole number, 0 for the first part, -1 for the last`);
  }
  return value;
}

function judged(value: unknown, check: (text: string) => void, where: string): string {
  const text = asString(value, where);
  try {
    check(text);
  } catch (error) {
    throw error instanceof Refused ? new Refused(`${where} ${error.message}`) : error;
  }
  return text;
}
