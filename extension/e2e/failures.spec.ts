import { FAILING, HELLO } from './integrations.ts';
import { bar } from './support/bar.ts';
import { startSkerry } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

const INTEGRATIONS = { 'hello.integration.js': HELLO, 'failing.integration.js': FAILING };
/** A run's id, as the server's log has it. */
const RUN = /\d{8}T\d{6}-[0-9a-f]{12}/;

test.use({ server: { integrations: INTEGRATIONS } });

test('a wrong token is said, with the way to settings', async ({ fresh, skerry }) => {
  await fresh.configure({ connection: { server: skerry.url, demo: false } }, 'wrong');
  const page = await fresh.browser.newPage();
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText(/token/i);
  await expect(bar(page).getByRole('button', { name: /settings/i })).toBeVisible();
  await expect(bar(page)).not.toContainText('Hello');
});

test('a server that stops is missed, and found again when it is back', async ({ page, skerry, extension }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Hello acme/payments');
  await skerry.stop();
  await page.goto('https://github.com/acme/another');
  await expect(bar(page)).toContainText(/reach/i);
  const again = await startSkerry({ integrations: INTEGRATIONS, port: skerry.port });
  try {
    await bar(page)
      .getByRole('button', { name: /retry|again/i })
      .click();
    await expect(bar(page)).toContainText('Hello acme/another');
  } finally {
    await again.stop();
  }
  expect(extension.id).not.toBe('');
});

test('the last good answer is shown while the server cannot be asked', async ({ page, skerry }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Hello acme/payments');
  await skerry.stop();
  await page.reload();
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect(bar(page)).toContainText(/reach/i);
});

test('an integration that fails says which, why and in which run', async ({ page, skerry }) => {
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect(bar(page)).toContainText('failing');
  await bar(page)
    .getByRole('button', { name: /failing/ })
    .click();
  await expect(bar(page)).toContainText('TypeError: no such table');
  const told = await bar(page).getByText(RUN).first().innerText();
  expect(skerry.printed()).toContain(RUN.exec(told)?.[0]);
});

test.describe('a server with a small rate', () => {
  test.use({ server: { integrations: INTEGRATIONS, config: '[server]\nrate_limit = "4/minute"\n' } });

  test('says when to ask again', async ({ page }) => {
    for (let n = 0; n < 6; n += 1) {
      await page.goto(`https://github.com/acme/page-${n}`);
      await expect(bar(page)).toContainText(new RegExp(`Hello acme/page-${n}|\\d+ s`));
    }
    await expect(bar(page)).toContainText(/in \d+ s/);
  });
});
