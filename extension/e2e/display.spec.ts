import { SERVICES } from './integrations.ts';
import { bar } from './support/bar.ts';
import { expect, test } from './support/test.ts';

test.use({ server: { integrations: { 'services.integration.js': SERVICES } } });

test('a floating bar is moved, and is where it was left on the next page', async ({ page, extension, skerry }) => {
  await extension.configure({ connection: { server: skerry.url, demo: false }, display: { mode: 'floating' } });
  await page.goto('https://github.com/acme/payments');
  const toolbar = bar(page).getByRole('toolbar');
  await expect(toolbar).toBeVisible();
  const grip = bar(page).getByRole('button', { name: /move/i });
  const from = await grip.boundingBox();
  if (from === null) throw new Error('no grip');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(300, 400, { steps: 5 });
  await page.mouse.up();
  const moved = await toolbar.boundingBox();
  expect(moved?.y).toBeGreaterThan(300);
  await page.goto('https://github.com/acme/shop');
  await expect(toolbar).toBeVisible();
  const kept = await toolbar.boundingBox();
  expect(Math.abs((kept?.y ?? 0) - (moved?.y ?? 0))).toBeLessThan(4);
  // In this mode the page keeps all of its height.
  expect((await page.locator('header').boundingBox())?.y).toBe(0);
});

test("the bar's own menu, at the very right, is inside the window with all of its words", async ({ page }) => {
  await page.goto('https://github.com/acme/payments');
  await bar(page).getByRole('button', { name: 'Skerry menu' }).click();
  const menu = bar(page).getByRole('menu', { name: 'Skerry' });
  await expect(menu).toContainText('Hide an integration');
  const inside = () => menu.evaluate((element) => innerWidth - element.getBoundingClientRect().right);
  await expect.poll(inside).toBeGreaterThanOrEqual(8);
});

test('the dark theme is dark', async ({ page, extension, skerry }) => {
  const brightness = async () =>
    bar(page)
      .getByRole('toolbar')
      .evaluate((toolbar) => {
        const above = (element: Element): Element | null => {
          const root = element.getRootNode();
          return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
        };
        for (let element: Element | null = toolbar; element !== null; element = above(element)) {
          const colour = getComputedStyle(element).backgroundColor;
          if (colour !== 'rgba(0, 0, 0, 0)') return (/\d+/.exec(colour) ?? ['0'])[0];
        }
        return '255';
      });
  await extension.configure({ connection: { server: skerry.url, demo: false }, display: { theme: 'dark' } });
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Logs');
  expect(Number(await brightness())).toBeLessThan(64);
  await extension.configure({ connection: { server: skerry.url, demo: false }, display: { theme: 'light' } });
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Logs');
  expect(Number(await brightness())).toBeGreaterThan(200);
});

test.describe('in a narrow window', () => {
  test.use({ window: { width: 420, height: 700 } });

  test('what does not fit is in a menu', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    const more = bar(page).getByRole('button', { name: /more/i });
    await expect(more).toBeVisible();
    await more.click();
    await expect(bar(page).getByRole('menu')).toContainText('Runbooks');
  });
});
