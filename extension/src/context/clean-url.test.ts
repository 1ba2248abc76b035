// @vitest-environment node
import { expect, test } from 'vitest';

import { cleanUrl, isAddressOf } from './clean-url.ts';

test.each([
  ['nothing to hide', 'https://github.com/acme/shop?tab=readme#L10', 'https://github.com/acme/shop?tab=readme#L10'],
  ['user and password', 'https://rosa:pw@example.com/a', 'https://example.com/a'],
  [
    'an OAuth callback',
    'https://a.example/cb?code=abc&state=x%20y&lang=de',
    'https://a.example/cb?code=&state=&lang=de',
  ],
  [
    'an implicit grant',
    'https://a.example/#access_token=abc&expires_in=5',
    'https://a.example/#access_token=&expires_in=5',
  ],
  ['a route in the hash', 'https://a.example/#/reset?token=abc&x=1', 'https://a.example/#/reset?token=&x=1'],
  ['a path in the hash', 'https://a.example/#/cb/id_token=abc', 'https://a.example/#/cb/id_token='],
  [
    'a signed address',
    'https://b.example/f?X-Amz-Date=1&X-Amz-Signature=f00&v=1',
    'https://b.example/f?X-Amz-Date=&X-Amz-Signature=&v=1',
  ],
  ['a name in capitals, encoded', 'https://a.example/?%50ASSWORD=x', 'https://a.example/?%50ASSWORD='],
  ['semicolons', 'https://a.example/home#Instances:apiKey=abc;v=3', 'https://a.example/home#Instances:apiKey=;v=3'],
  [
    'an address inside',
    'https://a.example/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3D1&a=b',
    'https://a.example/?next=&a=b',
  ],
  [
    'an address inside, plain',
    'https://a.example/?next=https://b.example/?token=1',
    'https://a.example/?next=https://b.example/?token=',
  ],
  ['a token by its look', 'https://a.example/?q=eyJhbGciOi.eyJzdWIi.c2ln', 'https://a.example/?q='],
  ['a value with colons', 'https://a.example/?token=a:b:c/d=e&x=1', 'https://a.example/?token=&x=1'],
  ['percent signs that make no sense', 'https://a.example/?%E0%A4%A=1&token=%', 'https://a.example/?%E0%A4%A=1&token='],
  [
    'a console address',
    'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/a?tab=code',
    'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/a?tab=code',
  ],
])('%s', (_what, url, clean) => {
  expect(cleanUrl(new URL(url))).toBe(clean);
});

test.each([
  ['https://a.example/p?token=1#b', 'https://a.example/p?token=#b', true],
  ['https://a.example/p#b', 'https://a.example/p', true],
  ['https://a.example/p', 'https://a.example/p#b', false],
  ['https://a.example/p', 'https://a.example/q', false],
])('%s is the address of a context of %s: %s', (url, context, is) => {
  expect(isAddressOf(new URL(url), { type: 'generic', url: context })).toBe(is);
});

test('an address that is too long loses its hash, then its query', () => {
  const long = 'x'.repeat(9000);
  expect(cleanUrl(new URL(`https://a.example/p?a=1#${long}`))).toBe('https://a.example/p?a=1');
  expect(cleanUrl(new URL(`https://a.example/p?a=${long}#b`))).toBe('https://a.example/p');
});
