import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { decodeManaged } from '../settings/decode.ts';
import { decided } from './managed.ts';

interface Schema {
  readonly properties: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>>;
}

const SCHEMA = JSON.parse(readFileSync(`${import.meta.dirname}/../../public/managed_schema.json`, 'utf8')) as Schema;
const GOOD = { server: 'https://skerry.example.com', domains: ['https://wiki.example.com'] };

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

  it('is told in a sentence', () => {
    expect(decided({})).toBeNull();
    expect(decided({ tokenSource: 'user' })).toBeNull();
    expect(decided({ ...GOOD, theme: 'dark' })).toBe('the server, the theme, and which custom domains are allowed');
  });
});
