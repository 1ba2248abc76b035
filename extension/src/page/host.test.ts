import { afterEach, expect, test } from 'vitest';

import { makeHost } from './host.ts';

afterEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

test('one element between head and body, with a root of its own', () => {
  const host = makeHost(document);
  host.attach();
  host.attach();
  expect([...document.documentElement.children].map((child) => child.localName)).toEqual([
    'head',
    'skerry-bar',
    'body',
  ]);
});

test('before there is a body it comes last', () => {
  document.body.remove();
  const host = makeHost(document);
  host.attach();
  expect(document.documentElement.lastElementChild).toBe(host.element);
});

test('it comes back into a page that rewrote itself', () => {
  const host = makeHost(document);
  host.attach();
  document.documentElement.innerHTML = '<body>new</body>';
  host.attach();
  expect(host.element.parentNode).toBe(document.documentElement);
});

test('what an earlier copy of the extension left is taken away', () => {
  makeHost(document).attach();
  makeHost(document).attach();
  expect(document.querySelectorAll('skerry-bar')).toHaveLength(1);
});

test('its styles go before any rule of the page', () => {
  const host = makeHost(document);
  host.setMode('integrated');
  host.setHeight(12);
  host.setTop(48);
  const { style } = host.element;
  for (const name of ['contain', 'height', 'visibility', 'top']) {
    expect(style.getPropertyPriority(`--skerry-${name}`), name).toBe('important');
  }
  expect([host.height(), style.getPropertyValue('--skerry-top')]).toEqual([12, '48px']);
});
