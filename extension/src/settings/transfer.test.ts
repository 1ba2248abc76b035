import { describe, expect, it } from 'vitest';

import { changed } from './change.ts';
import { DEFAULTS } from './model.ts';
import { exported, imported } from './transfer.ts';

const SETTINGS = changed(DEFAULTS, {
  connection: { server: 'https://skerry.example' },
  display: { off: ['https://github.com'] },
  providers: { domains: ['https://wiki.example'], adapters: { 'jira.adapter.yml': 'a'.repeat(64) } },
});

describe('exported settings', () => {
  it('come back in another browser, but for what was agreed to there', () => {
    const expected = changed(SETTINGS, { providers: { adapters: {} } });
    expect(imported(DEFAULTS, exported(SETTINGS))).toEqual({ settings: expected });
  });

  it('leave the adapters that were agreed to here', () => {
    expect(imported(SETTINGS, exported(DEFAULTS))).toEqual({
      settings: changed(DEFAULTS, { providers: { adapters: SETTINGS.providers.adapters } }),
    });
  });

  it('hold no token, not even one that strayed into the settings', () => {
    const stray = { ...SETTINGS, token: 'hush', connection: { ...SETTINGS.connection } };
    expect(exported(stray)).not.toContain('hush');
  });
});

describe('a file', () => {
  it('changes only what it names', () => {
    const json = '{"version": 1, "display": {"theme": "dark"}, "connection": {"server": "https://s.example/"}}';
    expect(imported(SETTINGS, json)).toEqual({
      settings: changed(SETTINGS, { display: { theme: 'dark' }, connection: { server: 'https://s.example' } }),
    });
  });

  it.each([
    ['not json', 'no file of settings'],
    ['[]', 'no file of settings'],
    ['{}', 'version is missing: this extension reads version 1'],
    ['{"version": 2}', 'version is 2: this extension reads version 1'],
    ['{"version": 1, "token": "x"}', 'token is no part of the settings: take it out'],
    ['{"version": 1, "display": 3}', 'display is 3: give an object'],
    ['{"version": 1, "display": {"colour": 3}}', 'display.colour is no setting: take it out (known: mode, theme'],
    ['{"version": 1, "display": {"theme": "blue"}}', 'display.theme is "blue": give one of system, light, dark'],
    [
      '{"version": 1, "connection": {"server": "http://s.example"}}',
      'connection.server: "http://s.example" would send',
    ],
    ['{"version": 1, "providers": {"adapters": {}}}', 'providers.adapters is no setting'],
    ['{"version": 1, "display": {"__proto__": 3}}', 'display.__proto__ is no setting'],
  ])('%s is refused', (json, words) => {
    expect(imported(SETTINGS, json)).toEqual({ error: expect.stringContaining(words) as string });
  });
});
