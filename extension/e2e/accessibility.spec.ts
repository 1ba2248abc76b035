import AxeBuilder from '@axe-core/playwright';
import type { SerialFrameSelector } from 'axe-core';

import { FAILING, SERVICES } from './integrations.ts';
import { expectAccessible } from './support/axe.ts';
import { bar } from './support/bar.ts';
import { give } from './support/command.ts';
import { expect, test } from './support/test.ts';

test.use({ server: { integrations: { 'services.integration.js': SERVICES, 'failing.integration.js': FAILING } } });

/** In the bar's shadow root a frame, in that the palette. */
const PALETTE: SerialFrameSelector = [{ fromShadowDom: ['skerry-bar', 'iframe'] }, '#palette'];

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test.describe(`in ${theme}`, () => {
    test.beforeEach(async ({ extension, skerry }) => {
      await extension.configure({ connection: { server: skerry.url, demo: false }, display: { theme } });
    });

    test('the bar and an open dropdown', async ({ page }) => {
      await page.goto('https://github.com/acme/payments');
      await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
      await expectAccessible(page, 'skerry-bar', 5);
      await bar(page)
        .getByRole('button', { name: /Runbooks/ })
        .click();
      await expect(bar(page).getByRole('menuitem', { name: /Restart/ })).toBeVisible();
      await expectAccessible(page, 'skerry-bar', 8);
    });

    test('the palette', async ({ page, extension }) => {
      await page.goto('https://github.com/acme/payments');
      await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
      await give(extension, page, 'open-palette');
      const palette = bar(page).frameLocator('iframe');
      await expect(palette.getByRole('option', { name: /Restart/ })).toBeVisible();
      await expectAccessible(page, PALETTE, 20);
      await page.keyboard.type('no such result');
      await expect(palette.getByText(/No result holds/)).toBeVisible();
      await expectAccessible(page, PALETTE, 5);
    });

    test('the context overlay', async ({ page, extension, skerry }) => {
      const connection = { server: skerry.url, demo: false };
      await extension.configure({ connection, display: { theme }, debugging: { overlay: true } });
      await page.goto('https://github.com/acme/payments');
      await expect(bar(page).getByRole('dialog').getByRole('listitem')).toHaveCount(2);
      await expectAccessible(page, 'skerry-bar', 20);
    });

    for (const [path, least] of [
      ['options.html#connection', 10],
      ['options.html#display', 10],
      ['options.html#providers', 10],
      ['options.html#debugging', 8],
      ['popup.html', 3],
      ['welcome.html', 8],
    ] as const) {
      test(path, async ({ extension }) => {
        const page = await extension.open(path);
        await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
        await expect(page.getByRole('heading').first()).toBeVisible();
        await expectAccessible(page, 'body', least);
      });
    }
  });
}

test('what axe should find, it finds', async ({ page }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page).getByRole('button', { name: /Runbooks/ })).toBeVisible();
  await bar(page)
    .getByRole('toolbar')
    .evaluate((toolbar) => {
      toolbar.append(document.createElement('button')); // without a name
    });
  const { violations } = await new AxeBuilder({ page }).include('skerry-bar').analyze();
  expect(violations.map(({ id }) => id)).toContain('button-name');
});
