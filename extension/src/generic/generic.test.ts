import { expect, test } from 'vitest';

import { generic } from './generic.ts';

test('the address is told, without secrets, and nothing else', () => {
  document.body.innerHTML = '<h1>Salaries</h1>';
  const url = new URL('https://wiki.example.com/page?token=abc#top');
  expect(generic.read({ url, document })).toEqual({ type: 'generic', url: 'https://wiki.example.com/page?token=#top' });
});
