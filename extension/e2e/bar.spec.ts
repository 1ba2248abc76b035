import { expect, test } from './support/test.ts';

test('a repository page shows what the gallery says of it', async ({ page, skerry }) => {
  await page.goto('https://github.com/acme/payments');
  const bar = page.locator('skerry-bar');
  await expect(bar.getByRole('toolbar')).toBeVisible();
  expect(skerry.contexts()).toHaveLength(1);
});
