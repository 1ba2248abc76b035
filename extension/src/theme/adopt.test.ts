import { expect, it } from 'vitest';
import { adoptTokens, themePage } from './adopt.ts';

it('gives a page its tokens once, and changes the theme as often as asked', () => {
  themePage('dark');
  themePage('light');
  expect(document.adoptedStyleSheets).toHaveLength(1);
  expect(document.documentElement.getAttribute('data-theme')).toBe('light');
});

it('leaves the sheets alone that a root has already', () => {
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  const before = new CSSStyleSheet();
  root.adoptedStyleSheets = [before];
  adoptTokens(root, ':host');
  expect(root.adoptedStyleSheets[0]).toBe(before);
  expect(root.adoptedStyleSheets).toHaveLength(2);
});
