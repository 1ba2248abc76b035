import { describe, expect, it } from 'vitest';

import { decodeManaged, decodeSettings, tokenOf } from './decode.ts';
import { DEFAULTS, type Settings } from './model.ts';

const FULL: Settings = {
  connection: { server: 'https://skerry.example', demo: false },
  display: {
    mode: 'floating',
    theme: 'dark',
    off: ['https://github.com'],
    hidden: ['on-call'],
    places: { 'https://github.com': { x: 1, y: 2.5, collapsed: true } },
  },
  providers: {
    github: false,
    aws: true,
    enterprise: ['https://git.corp.example'],
    domains: ['https://wiki.example:8443'],
    adapters: { 'jira.adapter.yml': 'a'.repeat(64) },
  },
  debugging: { overlay: true, log: true },
};

describe('settings out of storage', () => {
  it('come back as they were kept', () => {
    expect(decodeSettings(FULL)).toEqual(FULL);
  });

  it.each([undefined, null, 'text', 7, [], {}, { connection: null, display: [], providers: 'all' }])(
    'are the defaults where there is nothing sensible: %j',
    (kept) => {
      expect(decodeSettings(kept)).toEqual(DEFAULTS);
    },
  );

  it.each([
    ['connection', 'server', 'http://skerry.example'],
    ['connection', 'server', 'javascript:alert(1)'],
    ['connection', 'demo', 'yes'],
    ['display', 'mode', 'sideways'],
    ['display', 'theme', 1],
    ['display', 'off', ['https://github.com/path']],
    ['display', 'off', 'https://github.com'],
    ['display', 'hidden', [7]],
    ['display', 'places', { 'https://github.com': { x: Number.NaN, y: 0, collapsed: false } }],
    ['display', 'places', { github: { x: 0, y: 0, collapsed: false } }],
    ['providers', 'enterprise', ['*']],
    ['providers', 'adapters', { 'jira.adapter.yml': 'yes' }],
    ['debugging', 'log', null],
  ])('take the default for %s.%s = %j and keep the rest', (part, key, value) => {
    const kept = { ...FULL, [part]: { ...FULL[part as keyof Settings], [key]: value } };
    const defaults = DEFAULTS[part as keyof Settings];
    const expected = { ...FULL, [part]: { ...FULL[part as keyof Settings], [key]: defaults[key as never] } };
    expect(decodeSettings(kept)).toEqual(expected);
  });

  it('drop what nobody knows', () => {
    expect(decodeSettings({ ...FULL, token: 'hush', display: { ...FULL.display, extra: 1 } })).toEqual(FULL);
  });
});

describe("the administrator's policy", () => {
  it('is taken where it is sensible', () => {
    const policy = { server: 'https://s.example/', theme: 'blue', mode: 'floating', tokenSource: 'policy', token: 't' };
    expect(decodeManaged(policy)).toEqual({ server: 'https://s.example', mode: 'floating', tokenSource: 'policy' });
  });

  it.each([
    [undefined, undefined],
    [[], []],
    [
      ['https://a.example', 'https://b.example/', 'b.example', 7, 'https://a.example', 'https://c.example:8443'],
      ['https://a.example', 'https://c.example:8443'],
    ],
    ['https://a.example', []],
    [null, []],
    [Array.from({ length: 501 }, () => 'https://a.example'), ['https://a.example']],
  ])('whose list of domains is %j allows %j, never all for a mistake', (domains, allowed) => {
    expect(decodeManaged({ domains }).domains).toEqual(allowed);
  });

  it.each([
    [{}, 'typed', 'typed'],
    [{ tokenSource: 'user', token: 'of-policy' }, 'typed', 'typed'],
    [{ tokenSource: 'policy', token: 'of-policy' }, 'typed', 'of-policy'],
    [{ tokenSource: 'policy' }, 'typed', null],
    [{}, undefined, null],
    [{}, 'two words', null],
    [{}, 'line\r\nX-Evil: 1', null],
  ])('with policy %j and %j kept the token is %j', (policy, kept, token) => {
    expect(tokenOf(policy, kept)).toBe(token);
  });
});
