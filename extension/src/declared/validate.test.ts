// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateAdapter } from './validate.ts';

interface Case {
  readonly what: string;
  readonly adapter: unknown;
  readonly error: string | null;
}

/** The table that the server's own check is held to as well. */
const SHARED = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../tests/adapter_cases.json'), 'utf8'),
) as readonly Case[];

const GOOD = {
  file: 'tracker.adapter.yml',
  name: 'tracker',
  description: 'Issues of a tracker',
  hosts: ['tracker.example.com'],
  values: {},
  pages: [{ path: '/browse/:issue', search: null, hash: null, values: { 'page.issue': { group: 'issue' } } }],
};

function problem(value: unknown): string | null {
  const validated = validateAdapter(value);
  return 'problem' in validated ? validated.problem : null;
}

it('says the same of each file in the shared table as the server does', () => {
  expect(SHARED.length).toBeGreaterThan(100);
  const differing = SHARED.filter(({ adapter, error }) => {
    const sent =
      typeof adapter === 'object' && adapter !== null && !Array.isArray(adapter)
        ? { ...adapter, file: GOOD.file, hosts: GOOD.hosts }
        : adapter;
    return (problem(sent) === null) !== (error === null);
  });
  expect(differing.map(({ what, error }) => ({ what, error }))).toEqual([]);
});

it('takes a good adapter as it is, and fills in what may be missing', () => {
  expect(validateAdapter(GOOD)).toEqual({ adapter: GOOD });
  const sparse = { ...GOOD, values: undefined, pages: [{ path: '/' }] };
  expect(validateAdapter(sparse)).toEqual({
    adapter: { ...GOOD, pages: [{ path: '/', search: null, hash: null, values: {} }] },
  });
});

describe('refuses a host', () => {
  it.each([
    'github.com',
    'gist.github.com',
    '*.github.com',
    'console.aws.amazon.com',
    'eu-west-1.console.aws.amazon.com',
    '*.console.aws.amazon.com',
    '*.aws.amazon.com',
    '*.amazon.com',
    'console.aws.com',
    '*',
    '*.com',
    '*.co.uk',
    '*.github.io',
    '*.0.0.1',
    'a.*.example.com',
    'tool.example.com:8443',
    'https://tool.example.com',
    'tool.example.com/x',
    'Tool.example.com',
    'tool.example.com.',
    'tööl.example.com',
    '-a.example.com',
    'a..example.com',
    '',
    `${'a'.repeat(64)}.example.com`,
    'user@example.com',
    '[::1]',
  ])('%s', (host) => {
    expect(problem({ ...GOOD, hosts: [host] })).toContain('host');
  });
});

it.each(['tool.example.com', '*.corp.example', 'gitlab', '10.0.0.7', 'notgithub.com', '*.jira.corp.example.co.uk'])(
  'takes the host %s',
  (host) => {
    expect(problem({ ...GOOD, hosts: [host] })).toBeNull();
  },
);

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = { 'page.x': value };
  return value;
}

/** An object whose key `__proto__` is its own. */
const own = (json: string): unknown => JSON.parse(json);
const page = (value: unknown): unknown => ({ ...GOOD, pages: [{ path: '/a/:one', values: { 'page.x': value } }] });
const many = (count: number, make: (number: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, n) => make(n));

const HOSTILE: readonly { what: string; value: unknown }[] = [
  { what: 'null', value: null },
  { what: 'a function', value: () => GOOD },
  { what: 'no file', value: { ...GOOD, file: undefined } },
  { what: 'a file of another kind', value: { ...GOOD, file: 'x.integration.js' } },
  { what: 'no hosts', value: { ...GOOD, hosts: [] } },
  { what: '65 hosts', value: { ...GOOD, hosts: many(65, (n) => `h${n}.example.com`) } },
  { what: 'hosts in a text', value: { ...GOOD, hosts: 'tool.example.com' } },
  {
    what: 'a host that is an object with a toString',
    value: { ...GOOD, hosts: [{ toString: () => 'a.example.com' }] },
  },
  { what: 'an own key __proto__', value: JSON.parse('{"__proto__": {"name": "x"}}') },
  {
    what: 'an own key __proto__ beside the good ones',
    value: JSON.parse(JSON.stringify(GOOD).replace('{', '{"__proto__": {"x": 1}, ')),
  },
  { what: 'keys that are inherited only', value: Object.create(GOOD) },
  { what: 'a value called __proto__', value: { ...GOOD, values: own('{"__proto__": {"text": "x"}}') } },
  { what: 'a source called __proto__', value: page(own('{"__proto__": {"text": "x"}}')) },
  { what: 'a path through constructor', value: { ...GOOD, values: { 'page.constructor.x': { text: 'x' } } } },
  { what: 'a path through prototype', value: { ...GOOD, values: { prototype: { text: 'x' } } } },
  { what: 'values a million deep', value: { ...GOOD, values: nested(1_000_000) } },
  {
    what: 'a hundred thousand values',
    value: { ...GOOD, values: Object.fromEntries(many(1e5, (n) => [`p${n}`, { text: 'x' }]) as [string, unknown][]) },
  },
  { what: 'a hundred thousand pages', value: { ...GOOD, pages: many(1e5, () => GOOD.pages[0]) } },
  {
    what: 'more than 256 KiB in parts that are each good',
    value: {
      ...GOOD,
      pages: many(32, () => ({
        path: '/',
        values: Object.fromEntries(many(32, (n) => [`p${n}`, { text: 'x'.repeat(512) }]) as [string, unknown][]),
      })),
    },
  },
  { what: 'a text of ten million characters', value: page({ text: 'x'.repeat(1e7) }) },
  { what: 'a selector of ten million characters', value: page({ select: 'a '.repeat(5e6) }) },
  { what: 'a pattern of ten million characters', value: { ...GOOD, pages: [{ path: '/:a*'.repeat(2.5e6) }] } },
  { what: 'a selector with :has', value: page({ select: 'div:has(div:has(a))' }) },
  { what: 'a selector with :has in :not', value: page({ select: ':not(:has(* * *))' }) },
  { what: 'a selector that hides :has in upper case', value: page({ select: 'div:HAS(a)' }) },
  { what: 'a selector with a comment', value: page({ select: 'in/**/put' }) },
  { what: 'an escaped element', value: page({ select: '\\69nput' }) },
  { what: 'an escaped word', value: page({ select: '[data-tok\\65n]' }) },
  { what: 'what was typed, by a pseudo-class', value: page({ select: 'p:placeholder-shown' }) },
  { what: 'what was ticked, by a pseudo-class', value: page({ select: ':checked + label' }) },
  { what: 'a visited link', value: page({ select: 'a:visited' }) },
  { what: 'another namespace', value: page({ select: '*|input' }) },
  { what: 'value in another namespace', value: page({ select: '[*|value]' }) },
  { what: 'a part of a shadow tree', value: page({ select: 'x-a::part(p)' }) },
  { what: 'a shadow tree', value: page({ select: ':host' }) },
  { what: 'a zero character', value: page({ select: 'h1\u0000' }) },
  { what: 'a line end', value: page({ select: 'h1\nh2' }) },
  { what: 'parentheses that never close', value: page({ select: ':is('.repeat(63) }) },
  { what: 'nested repetition by an expression', value: { ...GOOD, pages: [{ path: '/(a+)+b' }] } },
  { what: 'repetition of a group in braces', value: { ...GOOD, pages: [{ path: '/{:a}+' }] } },
  { what: 'repetition of a wildcard', value: { ...GOOD, pages: [{ path: '/***' }] } },
  { what: 'nine groups', value: { ...GOOD, pages: [{ path: '/:a/:b/:c/:d/:e/:f/:g/:h/:i' }] } },
  { what: 'a group name that goes on', value: { ...GOOD, pages: [{ path: '/:a_b' }] } },
  { what: 'a group called __proto__', value: page({ group: '__proto__' }) },
  { what: 'a group called constructor, which no pattern has', value: page({ group: 'constructor' }) },
  { what: 'a part that is not a number', value: page({ group: 'one', split: '/', part: Number.NaN }) },
  { what: 'a part beyond all numbers', value: page({ group: 'one', split: '/', part: Infinity }) },
  { what: 'an attribute of a handler with a word', value: page({ select: 'a', attribute: 'ontokenchange' }) },
];

describe('refuses, quickly and with words', () => {
  it.each(HOSTILE)('$what', ({ value }) => {
    const start = performance.now();
    const said = problem(value);
    expect(said).toBeTruthy();
    expect(said?.length).toBeLessThan(400);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

it('keeps nothing of what it was given, and reads it once', () => {
  const validated = validateAdapter(GOOD);
  if (!('adapter' in validated)) throw new Error(validated.problem);
  expect(validated.adapter).not.toBe(GOOD);
  expect(validated.adapter.pages[0]).not.toBe(GOOD.pages[0]);
  expect(Object.prototype).not.toHaveProperty('x');
});

it('never throws, whatever a getter or a proxy does', () => {
  const bad = {
    ...GOOD,
    get name(): string {
      throw new Error('no');
    },
  };
  expect(problem(bad)).toBe('the adapter cannot be read');
});
