import { HELLO } from './integrations.ts';
import { bar } from './support/bar.ts';
import { expect, test } from './support/test.ts';

const PAGE = 'https://github.com/acme/payments';

test.use({ server: { integrations: { 'hello.integration.js': HELLO } } });

test.beforeEach(async ({ extension }) => {
  await extension.restrict();
});

test('on click only, nothing is shown or asked unasked, until the click shows that one page', async ({
  page,
  extension,
  skerry,
}) => {
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(PAGE);
  const other = await extension.browser.newPage();
  await other.goto('https://github.com/acme/another');
  await page.waitForTimeout(1000); // far longer than a bar takes
  for (const one of [page, other]) await expect(bar(one)).toHaveCount(0);
  expect(skerry.contexts()).toEqual([]);

  await extension.click(page);
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect(bar(other)).toHaveCount(0);
  expect(skerry.contexts()).toHaveLength(1);

  await page.getByRole('link', { name: 'An issue' }).click();
  await expect(page).toHaveURL(/issues\/12/);
  await expect(bar(page)).toContainText('Hello acme/payments');
  expect(errors).toEqual([]);
});

test('the click holds for as long as the tab stays on the site', async ({ page, extension }) => {
  await page.goto(PAGE);
  await extension.click(page);
  await expect(bar(page)).toContainText('Hello acme/payments');
  await page.reload();
  await expect(bar(page)).toContainText('Hello acme/payments');
  await page.goto('https://github.com/acme/another');
  await expect(bar(page)).toContainText('Hello acme/another');
  await expect(bar(page)).toHaveCount(1);
});

test('the popup shows the results, and offers the site for good', async ({ page, extension }) => {
  await page.goto(PAGE);
  await extension.click(page);
  await expect(bar(page)).toContainText('Hello acme/payments');
  const worker = await extension.worker();
  const tab = await worker.evaluate(async (url) => (await chrome.tabs.query({ url }))[0]?.id, PAGE);
  const popup = await extension.open(`popup.html?tab=${tab ?? 'none'}`);
  await expect(popup.getByText('1 result')).toBeVisible();
  await expect(popup.getByText('Shown for now, because you opened this')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Always on github.com' })).toBeVisible();
});

test('a site that is allowed for good shows the bar in the page that is open, and in the next', async ({
  page,
  extension,
}) => {
  await page.goto(PAGE);
  await expect(bar(page)).toHaveCount(0);
  await extension.allow('https://github.com/*');
  await page.bringToFront();
  await expect(bar(page)).toContainText('Hello acme/payments');
  await page.goto('https://github.com/acme/another');
  await expect(bar(page)).toContainText('Hello acme/another');
});
