import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { makeStand, type Stand } from './stand.ts';

let stand: Stand;

function style(name: string): string | undefined {
  return stand.host()?.element.style.getPropertyValue(`--skerry-${name}`);
}

/** A page with a header of 48 px that is fixed to the top; there is no layout engine here. */
function fixedHeader(): void {
  const header = document.body.appendChild(document.createElement('nav'));
  header.style.position = 'fixed';
  header.getBoundingClientRect = () => ({ top: 0, bottom: 48, width: 1000 }) as DOMRect;
  Object.defineProperty(document.documentElement, 'clientWidth', { value: 1000, configurable: true });
  document.elementsFromPoint = (_x, y) => (y < 48 ? [header] : []);
}

beforeEach(() => {
  vi.useFakeTimers();
  stand = makeStand(window);
});

afterEach(() => {
  stand.remove();
  document.body.innerHTML = '';
  Reflect.deleteProperty(document, 'elementsFromPoint');
  vi.useRealTimers();
});

test('a page with nothing to show is left as it is', () => {
  stand.show('integrated', false);
  expect([stand.host(), document.querySelector('skerry-bar')]).toEqual([null, null]);
});

test('the bar stands below a header that the page fixes to the top', async () => {
  fixedHeader();
  stand.show('integrated', true);
  await vi.advanceTimersByTimeAsync(100);
  expect(style('top')).toBe('48px');
});

test('a page that cannot be measured does no harm', async () => {
  document.elementsFromPoint = () => {
    throw new Error('not here');
  };
  stand.show('integrated', true);
  await vi.advanceTimersByTimeAsync(1000);
  expect([style('height'), style('visibility')]).toEqual(['36px', 'visible']);
});

test('another mode takes or gives back the room', async () => {
  stand.show('integrated', true);
  stand.show('floating', true);
  await vi.advanceTimersByTimeAsync(1000);
  expect([style('height'), style('contain')]).toEqual(['0px', 'none']);
  stand.show('integrated', true);
  await vi.advanceTimersByTimeAsync(1000);
  expect([style('height'), style('contain')]).toEqual(['36px', 'layout style']);
});

test('a floating bar without results may still show its overlay', () => {
  stand.show('floating', true);
  stand.show('floating', false);
  expect(style('visibility')).toBe('visible');
});
