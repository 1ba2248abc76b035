import { expect, it } from 'vitest';

import { safeHref } from './link.ts';

it.each([
  ['https://a.example/x?y#z', 'https://a.example/x?y#z'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/'],
  ['HTTPS://A.example', 'https://a.example/'],
  ['mailto:ada@example.com', 'mailto:ada@example.com'],
])('%j is a link', (given, href) => {
  expect(safeHref(given)).toBe(href);
});

it.each([
  undefined,
  '',
  '/path',
  '//host/path',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:https://a.example/1',
  'file:///etc/passwd',
  'vbscript:1',
  'chrome-extension://abc/options.html',
  'view-source:https://a.example',
  'https://',
])('%j is none', (given) => {
  expect(safeHref(given)).toBeNull();
});
