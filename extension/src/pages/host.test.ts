import { expect, it } from 'vitest';

import { hostName, readHost } from './host.ts';

it.each([
  ['github.corp.example', 'https://github.corp.example'],
  [' https://GitHub.Corp.example/acme/shop ', 'https://github.corp.example'],
  ['github.corp.example:8443', 'https://github.corp.example:8443'],
])('reads the host %j', (typed, origin) => {
  expect(readHost(typed)).toEqual({ origin });
});

it.each([
  ['', 'Type the host'],
  ['http://github.corp.example', 'no host with https'],
  ['https://me:secret@github.corp.example', 'no host with https'],
  ['two words', 'no host with https'],
  ['intranet', 'not a whole host name'],
  ['github.com', 'read already'],
  ['gist.github.com', 'read already'],
])('refuses the host %j with words', (typed, words) => {
  expect(readHost(typed)).toEqual({ problem: expect.stringContaining(words) as string });
});

it('shows origins as people say them, and says http:', () => {
  expect(hostName('https://wiki.example.com')).toBe('wiki.example.com');
  expect(hostName('http://localhost:8080')).toBe('http://localhost:8080');
});
