import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { watchPage } from './navigation.ts';
import { setAddress } from './page.fixture.ts';

const look = vi.fn(() => false);
let stop: () => void = () => undefined;

/** Browsers have `navigation`; happy-dom has not. */
function withNavigation(): EventTarget {
  const navigation = new EventTarget();
  Object.defineProperty(window, 'navigation', { value: navigation, configurable: true });
  return navigation;
}

async function mutate(): Promise<void> {
  document.body.append(document.createElement('p'));
  await vi.advanceTimersByTimeAsync(1); // observers are told in a microtask
}

function seen(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  setAddress('https://github.com/acme/shop');
  look.mockReset().mockReturnValue(false);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  Reflect.deleteProperty(window, 'navigation');
});

test('a new address is looked at once, when the page had time to draw', async () => {
  const navigation = withNavigation();
  stop = watchPage(window, look);
  setAddress('https://github.com/acme/shop/pulls');
  navigation.dispatchEvent(new Event('currententrychange'));
  window.dispatchEvent(new Event('popstate'));
  expect(look).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60);
  expect(look).toHaveBeenCalledTimes(1);
});

test.each(['turbo:load', 'turbo:render', 'soft-nav:end'])('%s says that the page is drawn', async (name) => {
  stop = watchPage(window, look);
  document.dispatchEvent(new Event(name));
  await vi.advanceTimersByTimeAsync(1);
  expect(look).toHaveBeenCalledTimes(1);
});

test('an entry of the history at the same address is nothing new', async () => {
  const navigation = withNavigation();
  stop = watchPage(window, look);
  navigation.dispatchEvent(new Event('currententrychange'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(look).not.toHaveBeenCalled();
});

test('changes of the page are looked at every 250 ms at most, and ever more seldom if they are of no interest', async () => {
  withNavigation();
  stop = watchPage(window, look);
  for (let ms = 0; ms < 1000; ms += 20) {
    await mutate();
    await vi.advanceTimersByTimeAsync(19);
  }
  expect(look).toHaveBeenCalledTimes(2); // after 250 ms, and 500 ms later
  for (let ms = 0; ms < 120_000; ms += 500) {
    await mutate();
    await vi.advanceTimersByTimeAsync(499);
  }
  expect(look).toHaveBeenCalledTimes(7); // 1, 2, 4, 8 and 16 s later, and then no more
});

test('what was of interest begins anew', async () => {
  withNavigation();
  look.mockReturnValue(true);
  stop = watchPage(window, look);
  for (let ms = 0; ms < 1000; ms += 20) {
    await mutate();
    await vi.advanceTimersByTimeAsync(19);
  }
  expect(look).toHaveBeenCalledTimes(3);
});

test('a change of an attribute that readers look at', async () => {
  const meta = document.head.appendChild(document.createElement('meta'));
  stop = watchPage(window, look);
  meta.setAttribute('content', '{"accountId":"123456789012"}');
  await vi.advanceTimersByTimeAsync(300);
  expect(look).toHaveBeenCalledTimes(1);
});

test('without the Navigation API a change of the page tells that the address changed', async () => {
  stop = watchPage(window, look);
  setAddress('https://github.com/acme/site');
  await mutate();
  await vi.advanceTimersByTimeAsync(60);
  expect(look).toHaveBeenCalledTimes(1);
});

test('nobody looks while the page is hidden; then at once', async () => {
  stop = watchPage(window, look);
  seen('hidden');
  document.dispatchEvent(new Event('turbo:load'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(look).not.toHaveBeenCalled();
  seen('visible');
  await vi.advanceTimersByTimeAsync(1);
  expect(look).toHaveBeenCalledTimes(1);
});

test('after stopping nothing is looked at', async () => {
  stop = watchPage(window, look);
  await mutate();
  stop();
  document.dispatchEvent(new Event('turbo:load'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(look).not.toHaveBeenCalled();
});
