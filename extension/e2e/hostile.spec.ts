import { HELLO, HOSTILE, SERVICES } from './integrations.ts';
import { bar } from './support/bar.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';
import { startToolJump } from './support/tooljump_server.ts';

const WILD = `
  * { all: unset !important; color: red !important; font-size: 40px !important; animation: none !important; }
  skerry-bar, skerry-bar * { display: none !important; opacity: 0 !important; transform: rotate(9deg) !important; }
  :root { --sk-bg: red; --sk-fg: red; filter: none; } html > * { position: fixed !important; left: 100px !important; }
`;

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

  test.fixme('a page that unsets everything has the same bar', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
    await page.mouse.move(600, 700);
    const clip = { x: 0, y: 0, width: 1280, height: 36 };
    const calm = await page.screenshot({ clip });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }, WILD);
    await page.waitForTimeout(300); // whatever would move has moved
    const wild = await page.screenshot({ clip });
    expect(wild.equals(calm)).toBe(true);
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
