/** Reads a page as a declared adapter says. The adapter was checked by `validate.ts` in the worker; what it may not read
 * is decided again here, where the page is. */

import { cleanUrl, decoded } from '../context/clean-url.ts';
import type { Json, Page, PageContext } from '../context/model.ts';
import { hostFits } from './host.ts';
import type { AdapterDefinition, DeclaredPage, Value } from './model.ts';
import { type Component, groupNames, matchPattern } from './pattern.ts';
import { isNamedSecret, isShown, shownText } from './shown.ts';
import { clean, cut, trimmed } from './text.ts';
import { hasSecretWord } from './words.ts';

/** Characters of an element that are looked at: trims may leave a later part of a text that is longer than a value. */
const MAX_READ = 4096;

type Groups = ReadonlyMap<string, string>;

/** The context of a page of the adapter's hosts that one of its patterns fits, or null. */
export function readDeclared(adapter: AdapterDefinition, { url, document }: Page): PageContext | null {
  const ours =
    url.protocol === 'https:' && url.port === '' && adapter.hosts.some((host) => hostFits(host, url.hostname));
  if (!ours) return null;
  // Patterns see what the server sees, so that no group takes what was taken out of the address.
  const address = new URL(cleanUrl(url));
  for (const page of adapter.pages) {
    const groups = groupsOf(page, address);
    if (!groups) continue;
    const context = { type: adapter.name, url: address.href };
    for (const [path, value] of Object.entries({ ...adapter.values, ...page.values })) {
      const text = valueOf(value, groups, document);
      if (text !== '') put(context, path, text);
    }
    return context;
  }
  return null;
}

/** What the page's patterns take from the address; null where they do not fit it. */
function groupsOf(page: DeclaredPage, url: URL): Groups | null {
  const patterns: [Component, string | null | undefined, string][] = [
    ['path', page.path, url.pathname],
    ['search', page.search, url.search.slice(1)],
    ['hash', page.hash, url.hash.slice(1)],
  ];
  const groups = new Map<string, string>();
  for (const [component, pattern, text] of patterns) {
    if (typeof pattern !== 'string') continue;
    const taken = matchPattern(pattern, text, component);
    if (!taken) return null;
    let wildcards = 0;
    groupNames(pattern).forEach((name, index) => {
      groups.set(name === '*' ? String(wildcards++) : name, taken[index] ?? '');
    });
  }
  return groups;
}

/** Empty where there is nothing, or nothing that may be read. */
function valueOf(value: Value, groups: Groups, document: Document): string {
  if ('group' in value) return cut(clean(decoded(trimmed(groups.get(value.group) ?? '', value))));
  const text = 'text' in value ? value.text : textAt(document, value.select, value.attribute);
  return cut(trimmed(clean(text), value));
}

function textAt(document: Document, select: string, attribute: string | undefined): string {
  const element = find(document, select);
  if (!element || isNamedSecret(element) || !isShown(element)) return '';
  if (attribute === undefined) return shownText(element, MAX_READ);
  const text = element.getAttribute(attribute)?.slice(0, MAX_READ) ?? '';
  // Such as a link with `?token=`.
  return /^value$/i.test(attribute) || hasSecretWord(`${attribute} ${text}`) ? '' : text;
}

function find(document: Document, select: string): Element | null {
  try {
    return document.querySelector(select);
  } catch {
    return null; // a selector that this browser does not know
  }
}

interface Open {
  [name: string]: Json | Open;
}

/** Only own properties are followed, so that no path leads to what all objects share. */
function put(context: Open, path: string, text: string): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let at = context;
  for (const name of names) {
    const below = Object.hasOwn(at, name) ? at[name] : undefined;
    const next: Open = typeof below === 'object' && below !== null ? (below as Open) : {};
    at[name] = next;
    at = next;
  }
  at[last] = text;
}
