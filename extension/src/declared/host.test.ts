import { expect, it } from 'vitest';
import { hostFits } from './host.ts';

it.each([
  ['a.example.com', 'a.example.com', true],
  ['a.example.com', 'b.a.example.com', false],
  ['a.example.com', 'a.example.com.', false],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'badexample.com', false],
  ['*.example.com', '.example.com', false],
])('%s for the page of %s: %s', (wanted, hostname, fits) => {
  expect(hostFits(wanted, hostname)).toBe(fits);
});
