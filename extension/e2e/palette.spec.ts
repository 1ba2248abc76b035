/** The bar by keyboard alone: the palette in its frame, and the command that leads into the bar. */

import type { FrameLocator, Page } from '@playwright/test';

import { HELLO, SERVICES } from './integrations.ts';
import { bar } from './support/bar.ts';
import { give } from './support/command.ts';
import type { Extension } from './support/extension.ts';
import type { Site } from './support/site_server.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

const KINDS = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'paste', 'copy', 'message'];

/** A page that writes down all that it hears, and listens before the extension does. */
const LISTENING: Site = () => ({
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>listening</title><script>
    const heard = [];
    for (const kind of ${JSON.stringify(KINDS)}) {
      for (const target of [window, document]) {
        target.addEventListener(kind, (event) => heard.push(kind + ' ' + (event.key ?? event.data ?? '')), true);
      }
    }
    globalThis.heard = heard;
    </script></head><body><label>Own field <input id="own"></label></body></html>`,
});

test.use({
  server: { integrations: { 'services.integration.js': SERVICES, 'hello.integration.js': HELLO } },
  sites: { 'github.com': LISTENING, 'evil.example': LISTENING },
});

/** Results are there, and the focus is in the page's own field. */
test.beforeEach(async ({ page }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
  await own(page).focus();
});

const own = (page: Page) => page.locator('#own');

/** All that the page heard since it was asked last. */
function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
}

async function openPalette(page: Page, extension: Extension): Promise<FrameLocator> {
  await give(extension, page, 'open-palette');
  const palette = bar(page).frameLocator('iframe');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(palette.getByRole('option').first()).toBeVisible();
  return palette;
}

async function frameAddress(page: Page): Promise<string> {
  return (await bar(page).locator('iframe').getAttribute('src')) ?? '';
}

/** What a frame with this address shows, put into the page by the page; null where the browser loads no page of ours. */
async function shownInFrameOfPage(page: Page, src: string): Promise<string | null> {
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    frame.id = 'embedded';
    document.body.append(frame);
    return new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
    });
  }, src);
  const frame = await page.locator('#embedded').elementHandle();
  const content = await frame.contentFrame();
  const main = content?.locator('#palette');
  const ours = main !== undefined && (await main.count()) > 0;
  if (ours) await expect(main).not.toBeEmpty();
  const text = ours ? await main.innerText() : null;
  await frame.evaluate((element) => {
    element.remove();
  });
  return text;
}

/** Asks the worker for a palette, as only the extension's own script in the page can. */
async function newTicket(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://') && context.auxData?.['type'] === 'isolated') {
      worlds.push(context.id);
    }
  });
  await session.send('Runtime.enable');
  const { result } = await session.send('Runtime.evaluate', {
    expression: `chrome.runtime.sendMessage({ name: 'page.palette', ask: null }).then(({ answer }) => answer.src)`,
    contextId: worlds[0] ?? -1,
    awaitPromise: true,
  });
  await session.detach();
  return String(result.value);
}

test('the palette is a frame of the extension, in an address that no page can foresee', async ({ page, extension }) => {
  await openPalette(page, extension);
  const { protocol, host, pathname } = new URL(await frameAddress(page));
  expect([protocol, pathname]).toEqual(['chrome-extension:', '/palette.html']);
  expect(host).not.toBe(extension.id);
});

test('what is typed finds items and entries of dropdowns, and Enter opens the chosen one', async ({
  page,
  extension,
  siteServer,
}) => {
  const palette = await openPalette(page, extension);
  await expect(palette.getByRole('option')).toHaveCount(8);
  await page.keyboard.type('runbooks ');
  await expect(palette.getByRole('option')).toContainText(['Runbooks', 'Restart', 'Roll back', 'Scale']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Roll back');
  const opened = extension.browser.waitForEvent('page');
  await page.keyboard.press('Enter');
  const other = await opened;
  await other.waitForLoadState();
  expect(other.url()).toBe('https://wiki.example/rollback');
  expect(await other.evaluate(() => window.opener as unknown)).toBeNull();
  expect(siteServer.seen.find(({ url }) => url === other.url())?.headers.referer).toBeUndefined();
  await expect(bar(page).locator('iframe')).toHaveCount(0);
  expect(page.url()).toBe('https://github.com/acme/payments');
});

test('the page hears nothing of what is done in the palette, and gets its focus back', async ({ page, extension }) => {
  await page.keyboard.type('a');
  expect(await heard(page)).toContain('keydown a'); // so it does listen
  const palette = await openPalette(page, extension);
  expect(await heard(page)).toEqual([]);
  await page.keyboard.type('secret roll');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(palette.getByRole('combobox')).toHaveValue('secret rol');
  expect(await own(page).evaluate((field) => field === document.activeElement)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(bar(page).locator('iframe')).toHaveCount(0);
  expect(await heard(page)).toEqual([]);
  await expect(own(page)).toBeFocused();
  await page.keyboard.type('b');
  await expect(own(page)).toHaveValue('ab');
});

test('the same command closes the palette', async ({ page, extension }) => {
  await openPalette(page, extension);
  await give(extension, page, 'open-palette');
  await expect(bar(page).locator('iframe')).toHaveCount(0);
  await expect(own(page)).toBeFocused();
});

test('a page that frames the palette is shown nothing', async ({ page, extension }) => {
  await openPalette(page, extension);
  const used = await frameAddress(page);
  await page.keyboard.press('Escape');
  await expect(bar(page).locator('iframe')).toHaveCount(0);

  expect(await shownInFrameOfPage(page, extension.own('palette.html'))).toBeNull();
  for (const address of [used, used.replace(/#.*/, ''), used.replace(/#.*/, `#${crypto.randomUUID()}`)]) {
    expect(await shownInFrameOfPage(page, address), address).toMatch(
      /^Results of this page\s+The results could not be/,
    );
  }

  const evil = await extension.browser.newPage();
  await evil.goto('https://evil.example/');
  const unused = await newTicket(page);
  expect(await shownInFrameOfPage(evil, unused), 'in another tab').toContain('could not be fetched');
  // A ticket that is good does show them: only our script in that very tab can ask for one.
  expect(await shownInFrameOfPage(page, unused)).toContain('Hello acme/payments');
});

test('a page that talks to the frame gets no answer and changes nothing', async ({ page, extension, skerry }) => {
  const palette = await openPalette(page, extension);
  const before = await palette.getByRole('listbox').innerText();
  // A frame in a shadow tree is none of the window's own; this build's root is open, so that a page can be played that got hold of it.
  expect(await page.evaluate(() => window.length), 'frames that the page can reach').toBe(0);
  await page.evaluate(() => {
    const frame = document.querySelector('skerry-bar')?.shadowRoot?.querySelector('iframe')?.contentWindow;
    if (!frame) throw new Error('no frame to talk to');
    const item = { type: 'link', content: 'fed by the page', status: 'none', href: 'https://evil.example/' };
    const parts = [{ integration: 'evil', rank: 0, items: [item] }];
    for (const name of ['palette.items', 'palette.close', 'tab.palette', 'page.palette', 'own.state', 'own.export']) {
      const message = { name, ask: { ticket: '' }, answer: { parts, theme: 'dark' }, parts };
      frame.postMessage(message, '*');
      window.postMessage(message, '*');
      document.dispatchEvent(new CustomEvent(name, { detail: message }));
    }
  });
  await page.keyboard.type('runbooks scale'); // After the messages: they have been delivered.
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(palette.getByRole('listbox')).toHaveText(before, { useInnerText: true });
  const answers = (await heard(page)).join('\n');
  for (const secret of [TOKEN, skerry.url, 'Hello', 'Runbooks']) expect(answers).not.toContain(secret);
});

test('a page cannot open the palette', async ({ page }) => {
  await page.evaluate(() => {
    const host = document.querySelector('skerry-bar');
    const keys = { key: 'K', code: 'KeyK', altKey: true, shiftKey: true, bubbles: true, composed: true };
    for (const target of [host, document, window]) {
      for (const kind of ['keydown', 'keyup']) target?.dispatchEvent(new KeyboardEvent(kind, keys));
      target?.dispatchEvent(new CustomEvent('tab.palette'));
    }
  });
  await page.waitForTimeout(300); // a palette would be there by now
  await expect(bar(page).locator('iframe')).toHaveCount(0);
});

test('the command leads into the bar, arrows along it, Escape back', async ({ page, extension }) => {
  await give(extension, page, 'focus-bar');
  const stops = bar(page).locator('[data-stop]');
  await expect(stops.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(stops.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(bar(page).getByRole('button', { name: 'Skerry menu' })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(stops.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(own(page)).toBeFocused();
});
