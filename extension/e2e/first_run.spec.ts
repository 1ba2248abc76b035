import { readFileSync } from 'node:fs';

import { SERVICES } from './integrations.ts';
import { bar } from './support/bar.ts';
import type { Extension } from './support/extension.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

test.use({ server: { integrations: { 'services.integration.js': SERVICES } } });

test('a newcomer looks around without a server, then connects to one', async ({ fresh, skerry, siteServer }) => {
  await expect.poll(() => fresh.browser.pages().map((page) => page.url())).toContain(fresh.own('welcome.html'));
  const welcome = fresh.browser.pages().find((page) => page.url() === fresh.own('welcome.html'));
  if (welcome === undefined) throw new Error('the welcome page is gone');
  await welcome.getByRole('button', { name: 'Try the demo' }).click();
  await expect(welcome.getByText('Demo mode is on')).toBeVisible();
  await forgetRequests(fresh);

  const page = await fresh.browser.newPage();
  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('Demo data');
  await page.waitForTimeout(500); // what would be sent is sent within this time
  expect(await requests(fresh)).toEqual([]);
  expect(sent(siteServer.seen)).toEqual(['https://github.com/acme/payments']);
  expect(skerry.log.filter(({ route }) => route !== undefined)).toEqual([]);

  await fresh.grant('http://127.0.0.1/*');
  await welcome.bringToFront();
  await welcome.getByRole('button', { name: 'Connect to a server instead' }).click();
  await welcome.getByRole('textbox', { name: 'Server' }).fill(skerry.url);
  await welcome.getByRole('textbox', { name: 'Token' }).fill('not-the-token');
  await welcome.getByRole('button', { name: 'Test connection' }).click();
  await expect(welcome.getByText('The server does not accept the token')).toBeVisible();
  await welcome.getByRole('textbox', { name: 'Token' }).fill(TOKEN);
  await welcome.getByRole('button', { name: 'Test connection' }).click();
  await expect(welcome.getByText(/The connection works: Skerry \d/)).toBeVisible();
  await expect(welcome.getByText('Nothing was kept: "Connect" does that.')).toBeVisible();
  await welcome.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(welcome.getByText(/Connected to Skerry \d/)).toBeVisible();

  await page.goto('https://github.com/acme/payments');
  await expect(bar(page)).toContainText('deployed 14:02');
  await expect(bar(page)).not.toContainText('Demo data');
  // That the worker's requests can be seen at all.
  expect(await requests(fresh)).toContain(`${skerry.url}/context`);
  await welcome.bringToFront();
  await expect(welcome.getByText(/It works: \d+ results came/)).toBeVisible();
});

test('settings go to a file without the token, and come back from it', async ({ extension, skerry }) => {
  await extension.configure({
    connection: { server: skerry.url, demo: false },
    display: { mode: 'floating', theme: 'dark', hidden: ['services'] },
  });
  const options = await extension.open('options.html#debugging');
  const saving = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export settings' }).click();
  const file = await (await saving).path();
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(TOKEN);
  expect(text).not.toMatch(/token/i);
  expect(JSON.parse(text)).toMatchObject({
    connection: { server: skerry.url },
    display: { mode: 'floating', theme: 'dark' },
  });

  await extension.configure({ connection: { server: 'https://other.example', demo: true } });
  await options.getByLabel('Import settings').setInputFiles(file);
  await expect(options.getByText(/Imported /)).toBeVisible();
  await options.getByRole('link', { name: 'Display' }).click();
  await expect(options.getByRole('radio', { name: /^Floating/ })).toBeChecked();
  const kept = await (await extension.worker()).evaluate(() => chrome.storage.local.get(['settings', 'token']));
  expect(kept).toMatchObject({
    settings: { connection: { server: skerry.url, demo: false }, display: { theme: 'dark', hidden: ['services'] } },
    token: TOKEN,
  });
});

test('a file with one wrong value changes nothing', async ({ extension }) => {
  const options = await extension.open('options.html#debugging');
  const worker = await extension.worker();
  const before = await worker.evaluate(() => chrome.storage.local.get('settings'));
  const file = { version: 1, display: { mode: 'floating', theme: 'pink' } };
  await options.getByLabel('Import settings').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await expect(options.getByText('settings.json was not imported, nothing has changed')).toBeVisible();
  await expect(options.getByText(/display\.theme/)).toBeVisible();
  expect(await worker.evaluate(() => chrome.storage.local.get('settings'))).toEqual(before);
});

/** All requests of the worker, also those that nobody answered. */
async function requests(extension: Extension): Promise<string[]> {
  return (await extension.worker()).evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
}

async function forgetRequests(extension: Extension): Promise<void> {
  await (
    await extension.worker()
  ).evaluate(() => {
    performance.clearResourceTimings();
  });
}

/** What sites were asked for, but for what browsers ask of their makers and for icons. */
function sent(seen: readonly { readonly url: string }[]): string[] {
  return seen
    .map(({ url }) => new URL(url))
    .filter(({ hostname, pathname }) => !/\.google(apis)?\.com$/.test(hostname) && pathname !== '/favicon.ico')
    .map(({ href }) => href);
}
