import { describe, expect, it } from 'vitest';

import { decodeConfig } from './decode-config.ts';

const adapter = (name: string, enabled = true) => ({ name, enabled, urls: [], description: '' });
const SKERRY = {
  adapters: [adapter('aws', false), adapter('github'), adapter('generic')],
  customDomains: ['https://wiki.example'],
  skerry: '0.1.0',
  matching: { complete: true, rules: [{ type: 'github', context: { 'page.repository': { startsWith: 'acme/' } } }] },
  timestamp: '2026-01-31T09:30:00.000Z',
};

describe('what a server publishes', () => {
  it('is version, what is switched off, custom domains and rules', () => {
    expect(decodeConfig(SKERRY)).toEqual({
      version: '0.1.0',
      disabled: ['aws'],
      customDomains: ['https://wiki.example'],
      rules: SKERRY.matching.rules,
    });
  });

  it('has no version and no rules where the server is ToolJump', () => {
    const { adapters, customDomains, timestamp } = SKERRY;
    expect(decodeConfig({ adapters, customDomains, timestamp })).toMatchObject({ version: null, rules: null });
  });

  it.each([null, [], 'text', {}, { adapters: [] }, { adapters: {}, customDomains: [] }])('is not %j', (value) => {
    expect(decodeConfig(value)).toBeNull();
  });

  it('has origins only, each once, and only of https', () => {
    const customDomains = [
      'https://a.example/x',
      'https://a.example',
      'http://b.example',
      'javascript:x',
      7,
      'c.example',
    ];
    expect(decodeConfig({ ...SKERRY, customDomains })?.customDomains).toEqual(['https://a.example']);
  });
});

describe('rules', () => {
  const rulesOf = (rules: unknown) => decodeConfig({ ...SKERRY, matching: { complete: true, rules } })?.rules;

  it('may be none at all: then nothing matches', () => {
    expect(rulesOf([])).toEqual([]);
  });

  it('lose operators that we do not understand, which makes them wider and never narrower', () => {
    const context = { a: { exists: 'yes', near: 7, endsWith: 'x' }, b: { in: [{}] }, c: 'text', d: { equals: null } };
    expect(rulesOf([{ type: '*', context }])).toEqual([
      { type: '*', context: { a: { endsWith: 'x' }, b: {}, c: {}, d: { equals: null } } },
    ]);
  });

  it.each([
    null,
    {},
    [null],
    [{ type: 7, context: {} }],
    [{ type: 'aws' }],
    Array(5001).fill({ type: '*', context: {} }),
  ])('that cannot be read rule nothing out', (rules) => {
    expect(rulesOf(rules)).toBeNull();
  });
});
