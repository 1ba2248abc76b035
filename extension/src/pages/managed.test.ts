import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { decodeManaged } from '../settings/decode.ts';
import { decided } from './managed.ts';

interface Schema {
  readonly properties: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>>;
}

const SCHEMA = JSON.parse(readFileSync(`${import.meta.dirname}/../../public/managed_schema.json`, 'utf8')) as Schema;
const GOOD = { server: 'https://skerry.example.com', domains: ['https://wiki.example.com'] };

const DOCUMENT = readFileSync(`${import.meta.dirname}/../../../docs/how-to/manage-the-extension.md`, 'utf8');

function exampleOf(browser: string): unknown {
  const [, after = ''] = DOCUMENT.split(`<!-- policy: ${browser} -->\n\`\`\`json\n`);
  return JSON.parse(after.split('```')[0] ?? '');
}

/** What stands for the one extension below `3rdparty`. */
function valuesIn(policy: unknown): unknown {
  const within = (value: unknown, key: string) => (value as Readonly<Record<string, unknown>>)[key];
  const third = within(within(policy, 'policies') ?? policy, '3rdparty');
  return Object.values((within(third, 'extensions') ?? within(third, 'Extensions')) as object)[0];
}

describe('what an administrator can set', () => {
  it('is what the extension reads, but for the token, which no page sees', () => {
    const all = { ...GOOD, tokenSource: 'policy', token: 'tok', theme: 'dark', mode: 'floating' };
    expect(Object.keys(SCHEMA.properties).sort()).toEqual(Object.keys(all).sort());
    expect(decodeManaged(all)).toEqual({ ...GOOD, tokenSource: 'policy', theme: 'dark', mode: 'floating' });
  });

  it.each(
    Object.entries(SCHEMA.properties).flatMap(([name, { enum: values = [] }]) =>
      values.map((value) => [name, value] as const),
    ),
  )('has the %s %j, as the schema says', (name, value) => {
    expect(decodeManaged({ [name]: value })).toEqual({ [name]: value });
  });

  it.each(['chrome', 'firefox'])('is set by the example for %s, each value as it stands there', (browser) => {
    const values = valuesIn(exampleOf(browser));
    expect(decodeManaged(values)).toEqual(values);
    expect(Object.keys(values as object)).toContain('server');
  });

  it('is told in a sentence', () => {
    expect(decided({})).toBeNull();
    expect(decided({ tokenSource: 'user' })).toBeNull();
    expect(decided({ ...GOOD, theme: 'dark' })).toBe('the server, the theme, and which custom domains are allowed');
  });
});
