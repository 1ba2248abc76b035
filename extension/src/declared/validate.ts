/** Whether what a server calls a declared adapter is one: strict, and nothing of the server's own objects is kept. The
 * rules are those of docs/reference/adapters.md, which the server checks too; tests/adapter_cases.json holds both to them. */

import { checkHost } from './host-rules.ts';
import type { AdapterDefinition, DeclaredPage, Values } from './model.ts';
import type { Component } from './pattern.ts';
import { checkPattern } from './pattern-rules.ts';
import { Refused } from './refused.ts';
import { asList, asObject, asString } from './shape.ts';
import { checkGroups, checkTogether, checkValues } from './value-rules.ts';

const MAX_PAGES = 32;
const MAX_HOSTS = 64;
const MAX_DESCRIPTION = 500; // characters
const MAX_FILE = 512; // characters of its path
/** Characters of JSON. A file has at most 64 KiB, but YAML may be shorter than the JSON that it means. */
const MAX_SIZE = 256 * 1024;

const NAME = /^[a-z][a-z0-9_-]{1,31}$/;
const BUILT_IN = ['aws', 'github', 'generic'];

export type Validated = { readonly adapter: AdapterDefinition } | { readonly problem: string };

/** Never throws. */
export function validateAdapter(value: unknown): Validated {
  try {
    const adapter = checkAdapter(value);
    const size = JSON.stringify(adapter).length;
    return size > MAX_SIZE ? { problem: `the adapter has ${size} characters; write at most ${MAX_SIZE}` } : { adapter };
  } catch (error) {
    return { problem: error instanceof Refused ? error.message : 'the adapter cannot be read' };
  }
}

function checkAdapter(value: unknown): AdapterDefinition {
  const given = asObject(value, 'the adapter', ['file', 'name', 'description', 'hosts', 'values', 'pages']);
  const values = optionalValues(given.values, 'values');
  checkTogether({}, values, 'values');
  return {
    file: checkFile(given.file),
    name: checkName(given.name),
    description: checkDescription(given.description),
    hosts: asList(given.hosts, 'hosts', MAX_HOSTS).map((host) => checkHost(asString(host, 'a host'))),
    values,
    pages: asList(given.pages, 'pages', MAX_PAGES).map((page, number) => checkPage(page, values, `pages[${number}]`)),
  };
}

function optionalValues(value: unknown, where: string): Values {
  return value === undefined ? {} : checkValues(value, where);
}

function checkFile(value: unknown): string {
  const file = asString(value, 'file');
  if (!file.endsWith('.adapter.yml') || file.length > MAX_FILE)
    throw new Refused('file is no path of an .adapter.yml file');
  return file;
}

function checkName(value: unknown): string {
  const name = asString(value, 'name');
  if (!NAME.test(name)) throw new Refused(`"${name.slice(0, 60)}" is no name: write 2 to 32 of a-z, 0-9, _ and -`);
  if (BUILT_IN.includes(name))
    throw new Refused(`"${name}" is what the extension reads by itself: choose another name`);
  return name;
}

function checkDescription(value: unknown): string {
  const description = asString(value, 'description');
  if (description.trim() === '' || description.length > MAX_DESCRIPTION) {
    throw new Refused(`description: write 1 to ${MAX_DESCRIPTION} characters`);
  }
  return description;
}

function checkPage(value: unknown, shared: Values, where: string): DeclaredPage {
  const given = asObject(value, where, ['path', 'search', 'hash', 'values']);
  const groups: string[] = [];
  const pattern = (component: Component): string => {
    const text = asString(given[component], `${where}.${component}`);
    try {
      groups.push(...checkPattern(text, component));
    } catch (error) {
      throw error instanceof Refused ? new Refused(`${where}.${component} ${error.message}`) : error;
    }
    return text;
  };
  const page = {
    path: pattern('path'),
    search: (given.search ?? null) === null ? null : pattern('search'),
    hash: (given.hash ?? null) === null ? null : pattern('hash'),
    values: optionalValues(given.values, `${where}.values`),
  };
  checkTogether(shared, page.values, where);
  checkGroups({ ...shared, ...page.values }, groups, where);
  return page;
}
