import { GALLERY } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';
import { bar } from './support/bar.ts';
import { HELLO, ISSUES_ONLY, SERVICES, SLOW } from './integrations.ts';

test.describe('with the gallery', () => {
  test.use({ server: { integrations: GALLERY } });

  test('a repository shows what the gallery says of it, in one request', async ({ page, skerry }) => {
    await page.goto('https://github.com/acme/shop');
    await expect(bar(page)).toContainText('shop (tier 1)');
    await expect(
      bar(page)
        .getByRole('link', { name: /Team Checkout/ })
        .first(),
    ).toBeVisible();
    await expect(bar(page).getByRole('button', { name: /AWS production/ })).toBeVisible();
    expect(skerry.contexts()).toHaveLength(1);
  });

  test('the AWS console shows its account, below the header that stays at the top', async ({ page }) => {
    await page.goto('https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/checkout');
    await expect(bar(page).getByRole('link', { name: /Logs/ }).first()).toBeVisible();
    const header = await page.locator('#awsc-nav-header').boundingBox();
    const toolbar = await bar(page).getByRole('toolbar').boundingBox();
    if (header === null || toolbar === null) throw new Error('not drawn');
    expect(toolbar.y).toBeGreaterThanOrEqual(header.y + header.height);
    await page.mouse.wheel(0, 600);
    await expect(page.locator('#awsc-nav-header')).toBeInViewport();
  });
});

test.describe('with integrations of a team', () => {
  test.use({
    server: {
      integrations: {
        'hello.integration.js': HELLO,
        'services.integration.js': SERVICES,
        'issues.integration.js': ISSUES_ONLY,
      },
    },
  });

  test('navigation without a reload shows what belongs to the new page', async ({ page, skerry }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    await page.getByRole('link', { name: 'An issue' }).click();
    await expect(bar(page)).toContainText('Issue 12');
    await page.goBack();
    await expect(bar(page)).not.toContainText('Issue 12');
    await expect(bar(page)).toContainText('Hello acme/payments');
    expect(skerry.contexts().length).toBeLessThanOrEqual(3);
  });

  test('what changes in the page but not in its context is not asked again', async ({ page, skerry }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    await page.evaluate(async () => {
      for (let n = 0; n < 20; n += 1) {
        document.body.append(document.createElement('p'));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    expect(skerry.contexts()).toHaveLength(1);
  });

  test('a dropdown is used by keyboard alone', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    const runbooks = bar(page).getByRole('button', { name: /Runbooks/ });
    await runbooks.focus();
    await page.keyboard.press('Enter');
    const menu = bar(page).getByRole('menu');
    await expect(menu.getByRole('menuitem', { name: /Restart/ })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitem', { name: /Roll back/ })).toBeFocused();
    await expect(menu.getByRole('menuitem', { name: /Roll back/ })).toHaveAttribute('rel', 'noopener noreferrer');
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
    await expect(runbooks).toBeFocused();
  });

  test('the page does not move when the bar appears', async ({ page }) => {
    await page.addInitScript(() => {
      const kept = globalThis as unknown as { shift: number };
      kept.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) kept.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    await page.waitForTimeout(500); // a shift that comes late would count as well
    const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
    expect(shift).toBeLessThanOrEqual(0.01);
    const header = await page.locator('header').boundingBox();
    const toolbar = await bar(page).getByRole('toolbar').boundingBox();
    expect(header?.y).toBeGreaterThanOrEqual((toolbar?.y ?? 0) + (toolbar?.height ?? 0));
  });

  test('one element is all that the extension adds to the page', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    const [children, attributes] = await page.evaluate(() => [
      [...document.documentElement.children].map((child) => child.localName),
      document.body.getAttributeNames(),
    ]);
    expect(children.filter((name) => name !== 'head' && name !== 'body')).toEqual(['skerry-bar']);
    expect(attributes).toEqual([]);
  });
});

test.describe('with a slow integration', () => {
  test.use({ server: { integrations: { 'hello.integration.js': HELLO, 'slow.integration.js': SLOW } } });

  test('results are drawn as they arrive', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page)).toContainText('Hello acme/payments');
    await expect(bar(page)).not.toContainText('at last', { timeout: 100 });
    await expect(bar(page)).toContainText('at last');
  });
});
