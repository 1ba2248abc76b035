import { afterEach, expect, test } from 'vitest';

import { headerBottom } from './header.ts';

interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly width?: number;
  readonly position?: string;
}

/** A window 1000 px wide with these boxes; no layout engine here. */
function page(...boxes: readonly Box[]): Document {
  document.body.innerHTML = '';
  Object.defineProperty(document.documentElement, 'clientWidth', { value: 1000, configurable: true });
  const elements = boxes.map(({ top, bottom, width = 1000, position = 'fixed' }) => {
    const element = document.body.appendChild(document.createElement('div'));
    element.style.position = position;
    element.getBoundingClientRect = () => ({ top, bottom, width }) as DOMRect;
    const inner = element.appendChild(document.createElement('nav'));
    return { inner, top, bottom };
  });
  document.elementsFromPoint = (_x, y) =>
    elements.filter(({ top, bottom }) => top <= y && y < bottom).map(({ inner }) => inner);
  return document;
}

afterEach(() => {
  Reflect.deleteProperty(document, 'elementsFromPoint');
});

test.each<[string, readonly Box[], number]>([
  ['none', [], 0],
  ['one', [{ top: 0, bottom: 48 }], 48],
  [
    'a banner and a header below it',
    [
      { top: 0, bottom: 30 },
      { top: 30, bottom: 78.4 },
    ],
    78,
  ],
  ['one that scrolls with the page', [{ top: 0, bottom: 48, position: 'static' }], 0],
  ['a small box in the middle', [{ top: 0, bottom: 48, width: 300 }], 0],
  ['a page that covers the window', [{ top: 0, bottom: 900 }], 0],
  ['one that is further down', [{ top: 60, bottom: 100 }], 0],
])('%s', (_what, boxes, bottom) => {
  expect(headerBottom(page(...boxes))).toBe(bottom);
});
