/** The screenshots of the documents: `npm run pictures`. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';

import { FAILING, SERVICES, SLOW, WIKI } from './integrations.ts';
import { bar } from './support/bar.ts';
import { GALLERY } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

const FOLDER = process.env['SKERRY_PICTURES'];
const REPOSITORY = 'https://github.com/acme/shop';

test.skip(FOLDER === undefined, 'pictures are made by npm run pictures');

async function shoot(page: Page, name: string, height?: number): Promise<void> {
  await page.waitForTimeout(300); // what moves has come to rest
  const path = join(FOLDER ?? '', `${name}.png`);
  const clip = height === undefined ? undefined : { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height };
  await page.screenshot({ path, ...(clip && { clip }) });
}

test.describe('with the gallery', () => {
  test.use({ server: { integrations: GALLERY }, window: { width: 1280, height: 640 } });

  for (const theme of ['light', 'dark', 'contrast'] as const) {
    test(`the bar in ${theme}`, async ({ page, extension, skerry }) => {
      await extension.configure({ connection: { server: skerry.url, demo: false }, display: { theme } });
      await page.goto(REPOSITORY);
      await expect(bar(page)).toContainText('shop (tier 1)');
      await shoot(page, `bar-${theme}`, 260);
    });
  }

  test('a dropdown, the palette, a floating bar, a narrow window, the AWS console', async ({
    page,
    extension,
    skerry,
  }) => {
    await page.goto(REPOSITORY);
    await bar(page)
      .getByRole('button', { name: /AWS production/ })
      .click();
    await shoot(page, 'dropdown', 320);
    await page.keyboard.press('Escape');
    const worker = await extension.worker();
    await worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'https://github.com/*' });
      if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, { name: 'tab.palette', ask: null });
    });
    await expect(page.frameLocator('iframe').getByRole('combobox')).toBeVisible();
    await page.frameLocator('iframe').getByRole('combobox').fill('check');
    await shoot(page, 'palette');
    await page.goto('https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/shop-checkout');
    await expect(bar(page)).toContainText('Logs');
    await shoot(page, 'bar-aws', 260);
    await extension.configure({ connection: { server: skerry.url, demo: false }, display: { mode: 'floating' } });
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('shop (tier 1)');
    await shoot(page, 'bar-floating', 400);
    await extension.configure({ connection: { server: skerry.url, demo: false } });
    await page.setViewportSize({ width: 520, height: 640 });
    await page.goto(REPOSITORY);
    await bar(page).getByRole('button', { name: /more/i }).click();
    await shoot(page, 'bar-narrow', 460);
  });

  test('the debugging overlay', async ({ page, extension, skerry }) => {
    await extension.configure({ connection: { server: skerry.url, demo: false }, debugging: { overlay: true } });
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('shop (tier 1)');
    await shoot(page, 'overlay');
  });

  for (const section of ['connection', 'display', 'providers', 'debugging']) {
    test(`options: ${section}`, async ({ extension, page }) => {
      await page.goto(REPOSITORY);
      await expect(bar(page)).toContainText('shop (tier 1)');
      const options = await extension.open(`options.html#${section}`);
      await expect(options.getByRole('heading').first()).toBeVisible();
      await shoot(options, `options-${section}`);
    });
  }

  test('the first page', async ({ fresh }) => {
    await shoot(await fresh.open('welcome.html'), 'welcome');
  });
});

test.describe('when something is wrong', () => {
  const failing = { 'services.integration.js': SERVICES, 'failing.integration.js': FAILING };
  test.use({ server: { integrations: failing }, window: { width: 1280, height: 640 } });

  test('an integration fails, the server is gone, the token is wrong', async ({ page, extension, skerry }) => {
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('failing');
    await bar(page)
      .getByRole('button', { name: /failing/ })
      .click();
    await shoot(page, 'failure-integration', 260);
    await extension.configure({ connection: { server: skerry.url, demo: false } }, 'wrong');
    await page.goto('https://github.com/acme/other');
    await expect(bar(page)).toContainText(/token/i);
    await shoot(page, 'failure-token', 160);
    await skerry.stop();
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText(/reach/i);
    await shoot(page, 'failure-unreachable', 160);
  });
});

test.describe('while an integration is slow', () => {
  test.use({ server: { integrations: { 'slow.integration.js': SLOW, 'wiki.integration.js': WIKI } } });

  test('a skeleton', async ({ page }) => {
    await page.goto(REPOSITORY);
    await page.waitForTimeout(250); // the skeleton comes after 150 ms, the result after 500
    const path = join(FOLDER ?? '', 'loading.png');
    await page.screenshot({ path, clip: { x: 0, y: 0, width: 1280, height: 160 } });
  });
});
