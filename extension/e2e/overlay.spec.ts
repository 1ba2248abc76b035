/** Debugging -> Context overlay: what is sent and what came back, for people who write integrations. */

import type { Locator, Page } from '@playwright/test';

import { FAILING, HELLO, integration, ISSUES_ONLY } from './integrations.ts';
import { bar } from './support/bar.ts';
import type { Extension } from './support/extension.ts';
import { paste } from './support/skerry_command.ts';
import { expect, test } from './support/test.ts';

/** Writes what it got into the server's log, and answers something that depends on all of it. */
const ECHO = integration(
  'echo',
  `const text = JSON.stringify(context);
   logger.info('got ' + text);
   const sum = [...text].reduce((before, letter) => (before * 31 + letter.codePointAt(0)) >>> 0, 7);
   return { type: 'text', content: 'Sum ' + sum };`,
);

/** The server does not tell what the pattern is: the page may match, and is sent. */
const PATTERN = integration(
  'pattern',
  `return { type: 'text', content: 'never' };`,
  `contextType: 'github', context: { 'page.repository': { pattern: /^other\\// } }`,
);

const ADDRESS = 'https://github.com/acme/payments/pull/7?token=s3cret&tab=%22quotes%22%20$(id)%20%60x%60#discussion';

interface Report {
  readonly results: readonly { readonly content: string }[];
  readonly error: string | null;
}

function overlay(page: Page): Locator {
  return bar(page).getByRole('dialog', { name: 'What Skerry sends' });
}

/** What the clipboard holds, as the user gets it: by pasting. */
async function pasted(extension: Extension): Promise<string> {
  const page = await extension.browser.newPage();
  await page.setContent('<textarea></textarea>');
  await page.locator('textarea').focus();
  await page.keyboard.press('Control+v');
  const text = await page.locator('textarea').inputValue();
  await page.close();
  return text;
}

/** Clicks the first button, of the context's own, that says so. */
async function copied(page: Page, label: string, extension: Extension): Promise<string> {
  const button = overlay(page).locator('button', { hasText: label }).first();
  const clicked = await button.elementHandle();
  await button.click();
  await expect.poll(() => clicked.textContent()).toBe('Copied');
  return pasted(extension);
}

test.beforeEach(async ({ extension, skerry }) => {
  await extension.configure({ connection: { server: skerry.url, demo: false }, debugging: { overlay: true } });
});

test.describe('of one integration', () => {
  test.use({ server: { integrations: { 'echo.integration.js': ECHO } } });

  test('shows to the letter what the server got, and copies it', async ({ page, extension, skerry }) => {
    await page.goto(ADDRESS);
    await expect(bar(page)).toContainText(/Sum \d+/);
    const logged = skerry.log.find(({ message }) => message?.startsWith('got '))?.message ?? '';
    const got = JSON.parse(logged.slice('got '.length)) as unknown;
    expect(got).toMatchObject({ type: 'github', page: { repository: 'acme/payments', section: { pull: '7' } } });
    expect(skerry.contexts()).toHaveLength(1);

    const shown = await overlay(page).getByLabel('The context').innerText();
    expect(JSON.parse(shown)).toEqual(got);
    expect(shown).not.toContain('s3cret');
    expect(await copied(page, 'Copy as JSON', extension)).toBe(shown);
  });

  test('copies a command that gives the same result in a terminal', async ({ page, extension }) => {
    await page.goto(ADDRESS);
    const shown = bar(page)
      .getByRole('toolbar')
      .getByText(/^Sum \d+$/);
    await expect(shown).toBeVisible();
    const command = await copied(page, 'Copy as skerry run', extension);
    const files = { 'integrations/team/echo.integration.js': ECHO };
    const { out } = await paste(command.replace(' --context', ' --json --context'), files);
    const { results, error } = JSON.parse(out) as Report;
    expect(error).toBeNull();
    expect(results.map(({ content }) => content)).toEqual([await shown.innerText()]);
    expect((await paste(command, files)).out).toContain(await shown.innerText());
  });
});

test.describe('of several integrations', () => {
  test.use({
    server: { integrations: { 'hello.integration.js': HELLO, 'failing.integration.js': FAILING } },
  });

  test('says of each what came back, in which run', async ({ page, skerry }) => {
    await page.goto(ADDRESS);
    const lines = overlay(page).getByRole('listitem');
    await expect(lines).toHaveCount(2);
    await expect(lines.filter({ hasText: 'hello' })).toContainText('1 item');
    const failed = lines.filter({ hasText: 'failing' });
    await expect(failed).toContainText('no such table');
    const run = await failed.locator('code').innerText();
    expect(skerry.printed()).toContain(run);
    await expect(overlay(page)).toContainText(/2 integrations, \d+ ms in all/);
  });

  test('is closed by Escape and opened by the menu', async ({ page }) => {
    await page.goto(ADDRESS);
    await overlay(page).getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Escape');
    await expect(overlay(page)).toHaveCount(0);
    await bar(page).getByRole('button', { name: 'Skerry menu' }).click();
    await bar(page).getByRole('menuitem', { name: 'Show what is sent' }).click();
    await expect(overlay(page)).toBeVisible();
  });
});

test.describe('where nothing matches', () => {
  test.use({
    server: { integrations: { 'pattern.integration.js': PATTERN, 'issues.integration.js': ISSUES_ONLY } },
  });

  test('says so, and nobody else does', async ({ page, extension, skerry }) => {
    await page.goto('https://github.com/acme/payments');
    await expect(overlay(page)).toContainText('Nothing matched: no integration has something for this page');
    expect(skerry.contexts()).toHaveLength(1);

    await extension.configure({ connection: { server: skerry.url, demo: false }, debugging: { overlay: false } });
    await page.goto('https://github.com/acme/shop');
    await expect.poll(() => skerry.contexts().length).toBe(2);
    await page.waitForTimeout(400); // the answer has been there for long
    await expect(bar(page).getByRole('toolbar')).toBeHidden();
    expect(await page.locator('body').evaluate((body) => body.getBoundingClientRect().top)).toBe(0);
    expect(await bar(page).allInnerTexts()).toEqual(['']);
  });

  test('says of a page that cannot match that nothing was sent', async ({ page, skerry }) => {
    await page.goto('https://github.com/settings/profile');
    await expect(overlay(page)).toContainText('Nothing was sent: no integration of the server can match this page.');
    expect(skerry.contexts()).toHaveLength(0);
  });
});
