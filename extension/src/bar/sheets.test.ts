import { expect, it } from 'vitest';

import { dress } from './sheets.ts';

function emptyRoot(): ShadowRoot {
  return document.createElement('div').attachShadow({ mode: 'open' });
}

it('adopts a sheet behind those that are there', () => {
  const root = emptyRoot();
  root.adoptedStyleSheets = [new CSSStyleSheet()];
  dress(root, 'a { color: red }');
  expect(root.adoptedStyleSheets).toHaveLength(2);
  expect(root.querySelector('style')).toBeNull();
});

it('writes a style element where the browser refuses the list', () => {
  const root = emptyRoot();
  Object.defineProperty(root, 'adoptedStyleSheets', {
    get() {
      throw new Error('Accessing from Xray wrapper is not supported.');
    },
  });
  dress(root, 'a { color: red }');
  expect(root.querySelector('style')?.textContent).toBe('a { color: red }');
});
