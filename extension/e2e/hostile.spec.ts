import type { Page } from '@playwright/test';

import { github } from './sites/github.ts';
import { HELLO, HOSTILE, SERVICES } from './integrations.ts';
import { bar } from './support/bar.ts';
import { difference } from './support/pixels.ts';
import type { Site } from './support/site_server.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';
import { startToolJump } from './support/tooljump_server.ts';

/** What a page may do to everything, or to us, by style alone. */
const STYLES: Readonly<Record<string, string>> = {
  'unsets everything': `
    * { all: unset !important; color: red !important; font-size: 40px !important; animation: none !important; }
    skerry-bar, skerry-bar * { display: none !important; opacity: 0 !important; transform: rotate(9deg) !important; }
    :root { --sk-bg: red; --sk-fg: red; filter: none; } html > * { position: fixed !important; left: 100px !important; }`,
  'hides the element and turns its variables': `skerry-bar { display: none !important; visibility: hidden !important;
    content-visibility: hidden !important; --skerry-height: 0px !important; --skerry-visibility: hidden !important;
    --skerry-top: 90px !important; --sk-bg: red !important; --sk-font: serif !important; --sk-size: 40px !important; }`,
  'moves and paints what stands beside the body': `html > :not(head, body) { position: absolute !important; width: 9px !important;
    height: 3px !important; margin: 50px !important; padding: 9px !important; border: 5px solid red !important;
    clip-path: inset(50%) !important; zoom: 3 !important; scale: 2 !important; background: red !important;
    filter: invert(1) !important; mix-blend-mode: difference !important; outline: 5px solid red !important; }`,
  'draws before and after it': `skerry-bar::before, skerry-bar::after { content: 'red' !important; display: block !important;
    position: absolute !important; z-index: 2147483647 !important; inset: 0 !important; background: red !important; }`,
  'has its own first line and letter': `*::first-line { color: red !important; font-size: 50px !important; }
    *::first-letter { font-size: 80px !important; color: red !important; }`,
  'moves everything': `@keyframes go { to { opacity: 0; translate: 100px; } }
    * { transition: all 100s !important; } html > * { animation: go 0.1s infinite alternate !important; }`,
  'hands down what is inherited': `html { direction: rtl; text-align: right; letter-spacing: 9px; line-height: 4; word-spacing: 10px;
    text-transform: uppercase; font: italic small-caps bold 40px serif; visibility: hidden; pointer-events: none;
    -webkit-text-stroke: 2px red; text-shadow: 0 0 9px red; text-indent: 50px; quotes: none; }`,
};

/** Where the bar is, in CSS pixels. */
const BAR = { x: 0, y: 0, width: 1280, height: 36 };
/** Of 255. The browser draws the edges of icons and of round corners a shade lighter or darker from one frame to the next; a style that got in turns pixels over. */
const SHADE = 48;

/** Nothing at all is allowed to it. */
const STRICT =
  `default-src 'none'; script-src 'none'; style-src 'none'; frame-src 'none'; connect-src 'none'; font-src 'none';
  require-trusted-types-for 'script'; trusted-types 'none'`.replace(/\s+/g, ' ');

test.use({
  server: {
    integrations: {
      'services.integration.js': SERVICES,
      'hostile.integration.js': HOSTILE,
      'hello.integration.js': HELLO,
    },
  },
});

test('results with markup, endless text and many entries do no harm', async ({ page }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect(bar(page)).toContainText('<img src=x');
  expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
  expect(await bar(page).locator('img, script').count()).toBe(0);
  const toolbar = await bar(page).getByRole('toolbar').boundingBox();
  expect(toolbar?.height).toBeLessThanOrEqual(40);
  expect(toolbar?.width).toBeLessThanOrEqual(1280);
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scroll).toBeLessThanOrEqual(1280);
});

test('a server that says anything gets no script and no link of its own making', async ({ fresh }) => {
  const items = [
    { type: 'link', content: 'script', href: 'javascript:window.hacked=1' },
    { type: 'link', content: 'data', href: 'data:text/html,<script>1</script>' },
    { type: 'link', content: 'good', href: 'https://good.example/' },
    { type: 'link', content: 'mail', href: 'mailto:ada@example.com' },
    { type: 'dropdown', content: 'drop', items: [{ content: 'in', href: ' java\nscript:alert(1)' }, null, 7] },
    { type: 'html', content: '<b>no</b>' },
    { type: 'text', content: { toString: 1 } },
    null,
    'text',
    { __proto__: { type: 'text' }, type: 'text', content: 'last' },
    ...Array.from({ length: 500 }, (_, n) => ({ type: 'text', content: `item ${n}` })),
  ];
  const server = await startToolJump(TOKEN, items);
  try {
    await fresh.allow('http://127.0.0.1/*');
    await fresh.configure({ connection: { server: server.url, demo: false } }, TOKEN);
    const page = await fresh.browser.newPage();
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('last');
    const hrefs = await bar(page)
      .locator('a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(hrefs.length).toBeGreaterThan(0);
    for (const href of hrefs) expect(href).toMatch(/^(https?|mailto):/);
    await bar(page).getByText('script', { exact: true }).click();
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
  } finally {
    await server.close();
  }
});

test.describe('with a calm answer', () => {
  test.use({ server: { integrations: { 'services.integration.js': SERVICES, 'hello.integration.js': HELLO } } });

  test('a page of any style has the same bar', async ({ page, extension }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
    await page.mouse.move(600, 700);
    await page.waitForTimeout(300); // the bar has come to rest
    const calm = await page.screenshot({ clip: BAR });
    const blank = await extension.browser.newPage();
    await page.bringToFront();
    const changed: unknown[] = [];
    for (const [what, css] of Object.entries(STYLES)) {
      await style(page, css);
      await page.waitForTimeout(300); // whatever would move has moved
      const found = await difference(blank, calm, await page.screenshot({ clip: BAR }));
      if (found.most > SHADE) changed.push({ what, ...found });
    }
    expect(changed).toEqual([]);
  });

  test('a page that hides itself has the same bar when it comes back', async ({ page, extension }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
    await page.mouse.move(600, 700);
    await page.waitForTimeout(300); // the bar has come to rest
    const calm = await page.screenshot({ clip: BAR });
    await style(page, 'html { display: none !important; }');
    await expect(bar(page).getByRole('toolbar')).toBeHidden();
    await style(page, '');
    await expect(bar(page).getByRole('toolbar')).toBeVisible();
    await page.waitForTimeout(300);
    const blank = await extension.browser.newPage();
    await page.bringToFront();
    const found = await difference(blank, calm, await page.screenshot({ clip: BAR }));
    expect(found.most, JSON.stringify(found)).toBeLessThanOrEqual(SHADE);
  });

  test.describe('on a page that allows nothing', () => {
    const site: Site = (url) => {
      const html = github(url)?.html ?? '';
      return { html, ...(url.searchParams.has('strict') && { policy: STRICT }) };
    };
    test.use({ sites: { 'github.com': site } });

    test('the bar is the same, and the palette opens', async ({ page, extension }) => {
      const pictures: Buffer[] = [];
      for (const query of ['', '?strict']) {
        await page.goto(`https://github.com/acme/payments${query}`);
        await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
        await expect(bar(page)).toContainText('Hello acme/payments');
        await page.mouse.move(600, 700);
        await page.waitForTimeout(300); // the bar has come to rest
        pictures.push(await page.screenshot({ clip: BAR }));
      }
      // The policy is in force: the page's own styles are not.
      expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('8px');
      const [free, strict] = pictures;
      if (free === undefined || strict === undefined) throw new Error('not drawn');
      const blank = await extension.browser.newPage();
      await page.bringToFront();
      const found = await difference(blank, free, strict);
      expect(found.most, JSON.stringify(found)).toBeLessThanOrEqual(SHADE);

      await bar(page).getByRole('button', { name: 'Skerry menu' }).click();
      await bar(page)
        .getByRole('menuitem', { name: /Search the results/ })
        .click();
      const palette = bar(page).frameLocator('iframe');
      await expect(palette.getByText('Logs')).toBeVisible();
      await page.keyboard.type('restart');
      await expect(palette.getByText('Restart')).toBeVisible();
      await expect(palette.getByText('Logs')).toBeHidden();
      await page.keyboard.press('Escape');
      await expect(bar(page).locator('iframe')).toHaveCount(0);
    });
  });

  test("the page's listeners hear no key and no click of the bar", async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      for (const kind of ['keydown', 'keyup', 'keypress', 'click', 'pointerdown', 'mousedown']) {
        document.addEventListener(kind, (event) => heard.push(event.type));
      }
    });
    const runbooks = bar(page).getByRole('button', { name: /Runbooks/ });
    await runbooks.click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
  });
});

/** The page's only sheet besides its own. */
async function style(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}
