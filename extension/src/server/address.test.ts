import { describe, expect, it } from 'vitest';

import { patternOf, readAddress } from './address.ts';

describe('the address of a server', () => {
  it.each([
    ['https://skerry.example', 'https://skerry.example'],
    ['  https://Skerry.Example/  ', 'https://skerry.example'],
    ['https://skerry.example:8443/insights/', 'https://skerry.example:8443/insights'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://127.1:3000', 'http://127.0.0.1:3000'],
    ['https://[::1]:3000', 'https://[::1]:3000'],
  ])('%s is %s', (typed, server) => {
    expect(readAddress(typed)).toEqual({ server });
  });

  it.each([
    ['', 'no web address'],
    ['skerry.example', 'no web address'],
    ['localhost:3000', 'no web address'],
    ['ftp://skerry.example', 'no web address'],
    ['javascript:alert(1)', 'no web address'],
    ['https://', 'no web address'],
    ['http://skerry.example', 'unencrypted'],
    ['http://127.0.0.1.evil.example', 'unencrypted'],
    ['http://localhost.evil.example', 'unencrypted'],
    ['http://10.0.0.1', 'unencrypted'],
    ['http://[::1]:3000', 'localhost or 127.0.0.1'],
    ['https://me:secret@skerry.example', 'leave them out'],
    ['https://skerry.example/?a=b', 'leave out "?"'],
    ['https://skerry.example/#', 'leave out "?"'],
  ])('%s is refused: %s', (typed, words) => {
    expect(readAddress(typed)).toEqual({ problem: expect.stringContaining(words) as string });
  });

  it('says nothing of a password that was typed into it', () => {
    expect(JSON.stringify(readAddress('https://me:hunter2@skerry.example'))).not.toContain('hunter2');
  });
});

it('asks for permission without a port, which Firefox does not know in a pattern', () => {
  expect(patternOf('https://skerry.example:8443/insights')).toBe('https://skerry.example/*');
});
