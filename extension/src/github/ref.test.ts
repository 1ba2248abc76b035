import { expect, test } from 'vitest';

import { gitHubPage } from './page.fixture.ts';
import { shownRef, splitRef } from './ref.ts';

const SHA = '5e9a3a1b'.repeat(5);
const FEED = '<link rel="alternate" type="application/atom+xml" title="Recent Commits to shop:feature/mail">';
const PICKER = '<button id="ref-picker-repos-header-ref-selector" aria-label="feature/mail branch">feature/m…</button>';
const OLD_PICKER = '<details><summary data-hotkey="w" title="feature/mail">feature/m…</summary></details>';
const DATA =
  '<script type="application/json">{"payload":{"path":"a","refInfo":{"name":"feature\\/mail","n":1}}}</script>';
const PERMALINK = `<a class="js-permalink-shortcut" href="/acme/shop/blob/${SHA}/src/a%20b.ts">Permalink</a>`;

test.each([
  ['nothing: the first part', '', 'main/src/a b.ts', 'main', 'src/a b.ts'],
  ['the feed', FEED, 'feature/mail/src/a b.ts', 'feature/mail', 'src/a b.ts'],
  ['the picker', PICKER, 'feature/mail/src', 'feature/mail', 'src'],
  ['an older picker', OLD_PICKER, 'feature/mail/src', 'feature/mail', 'src'],
  ['its data', DATA, 'feature/mail/src', 'feature/mail', 'src'],
  ['the permanent link', PERMALINK, 'feature/mail/src/a b.ts', 'feature/mail', 'src/a b.ts'],
  ['a ref and no path', PICKER, 'feature/mail', 'feature/mail', ''],
  ['something of another page', PICKER + FEED, 'fix/mail/src', 'fix', 'mail/src'],
  ['something that only begins alike', PICKER, 'feature/mailer/src', 'feature', 'mailer/src'],
  [
    'of another page, and then of this one',
    FEED + OLD_PICKER.replaceAll('feature/mail', 'fix/mail'),
    'fix/mail/src',
    'fix/mail',
    'src',
  ],
  [
    'the text of a file that looks like data',
    '<script type="application/json">{"text":"\\"refInfo\\":{\\"name\\":\\"a/b\\"}"}</script>',
    'a/b/c',
    'a',
    'b/c',
  ],
  ['anything, for a commit', PICKER, `${SHA}/src`, SHA, 'src'],
  ['nothing, for a full name', '', 'refs/heads/main/src', 'main', 'src'],
  ['the picker, for a full name', PICKER, 'refs/heads/feature/mail/src', 'feature/mail', 'src'],
])('the page says %s', (_what, html, rest, ref, path) => {
  const page = gitHubPage('/acme/shop/blob/x', html);
  expect(splitRef(page, rest.split('/'))).toEqual({ ref, path });
});

test.each([
  ['the feed', FEED, 'feature/mail'],
  ['the picker', PICKER, 'feature/mail'],
  ['its data', DATA, 'feature/mail'],
  ['nothing', '', null],
])('the shown ref, by %s', (_what, html, ref) => {
  expect(shownRef(gitHubPage('/acme/shop', html))).toBe(ref);
});
