import { describe, expect, it } from 'vitest';

import { cleanText, decodeItem } from './decode-item.ts';

const TEXT = { type: 'text', content: 'On call: Ada' };

describe('an item', () => {
  it.each([
    [TEXT, { ...TEXT, status: 'none' }],
    [
      { type: 'link', content: 'a', href: 'https://x.example', status: 'relevant', icon: 'phone', tooltip: 'now' },
      { type: 'link', content: 'a', href: 'https://x.example/', status: 'relevant', icon: 'phone', tooltip: 'now' },
    ],
    [
      { type: 'text', content: 'a', href: 'mailto:ada@x.example' },
      { type: 'link', content: 'a', href: 'mailto:ada@x.example', status: 'none' },
    ],
    [
      { type: 'link', content: 'no address' },
      { type: 'link', content: 'no address', status: 'none' },
    ],
    [
      {
        type: 'dropdown',
        content: 'd',
        items: [{ content: 'e', href: 'https://x.example/' }, 7, { href: 'https://y' }],
      },
      {
        type: 'dropdown',
        content: 'd',
        status: 'none',
        items: [{ content: 'e', status: 'none', href: 'https://x.example/' }],
      },
    ],
    [
      { type: 'dropdown', content: 'none yet', items: [] },
      { type: 'dropdown', content: 'none yet', status: 'none', items: [] },
    ],
    [
      { ...TEXT, status: 'urgent', icon: 5, tooltip: '', onclick: 'x', __proto__: null },
      { ...TEXT, status: 'none' },
    ],
    [
      { type: 'text', content: '', icon: 'phone' },
      { type: 'text', content: '', status: 'none', icon: 'phone' },
    ],
  ])('%j is drawn as %j', (value, item) => {
    expect(decodeItem(value)).toEqual(item);
  });

  it.each([
    null,
    7,
    'text',
    [],
    {},
    { type: 'html', content: '<b>' },
    { type: 'text' },
    { type: 'text', content: 7 },
    { type: 'text', content: ' \n' },
    { type: 'dropdown', content: 'd' },
    { type: 'dropdown', content: 'd', items: {} },
  ])('%j is none', (value) => {
    expect(decodeItem(value)).toBeNull();
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://github.com/1',
    'view-source:https://github.com',
    'chrome-extension://id/options.html',
    '/relative',
    '//host/path',
    'https://',
    `https://x.example/${'a'.repeat(9000)}`,
  ])('has no link where it would lead to %s', (href) => {
    for (const type of ['link', 'text']) {
      expect(decodeItem({ type, content: 'a', href })).not.toHaveProperty('href');
    }
    const dropdown = decodeItem({ type: 'dropdown', content: 'a', href, items: [{ content: 'e', href }] });
    expect(JSON.stringify(dropdown)).not.toContain('href');
  });
});

describe('text', () => {
  it.each([
    ['a\u202egnp.exe', 'agnp.exe'],
    ['\u2066a\u2069', 'a'],
    ['a\u0000b\u001bc\u007fd\u0085e\r\nf\tg', 'abcde\nf\tg'],
    ['\ud800 alone', '\ufffd alone'],
    ['\u05e9\u05dc\u05d5\u05dd', '\u05e9\u05dc\u05d5\u05dd'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanText(text, 100)).toBe(clean);
  });

  it('is cut, and not inside a character', () => {
    expect(cleanText('a'.repeat(20_000), 10_000)).toHaveLength(10_000);
    expect(cleanText('\u{1f600}\u{1f600}', 3)).toBe('\u{1f600}\ufffd');
  });
});
