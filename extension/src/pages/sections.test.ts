import { expect, it } from 'vitest';

import { routeOf, sectionAddress } from './sections.ts';

it.each([
  ['', 'connection', ''],
  ['#display', 'display', ''],
  ['#no-such-section', 'connection', ''],
  ['#providers?host=github.corp.example', 'providers', 'github.corp.example'],
])('finds the section of %j', (hash, section, host) => {
  expect(routeOf(hash)).toEqual({ section, host });
});

it('finds what it wrote', () => {
  const address = sectionAddress('providers', 'git hub&co');
  expect(routeOf(new URL(address, 'https://x.example').hash)).toEqual({ section: 'providers', host: 'git hub&co' });
});
