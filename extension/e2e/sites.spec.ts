import { HELLO, integration, WIKI } from './integrations.ts';
import { bar } from './support/bar.ts';
import { expect, test } from './support/test.ts';

const PLAIN =
  '<!doctype html><html lang="en"><title>wiki</title><body><h1>A page</h1><form><input name="password" value="hunter2"></form>';
const ON_JIRA = integration(
  'jira',
  `return { type: 'text', content: 'Ticket ' + JSON.stringify(context.page) };`,
  `contextType: 'jira'`,
);

test.use({
  server: {
    integrations: { 'hello.integration.js': HELLO, 'wiki.integration.js': WIKI, 'jira.integration.js': ON_JIRA },
    config: '[adapters."jira.adapter.yml"]\nhosts = ["jira.example"]\n',
  },
  sites: { 'wiki.example': () => ({ html: PLAIN }), 'jira.example': () => ({ html: PLAIN }) },
});

test.fixme('a custom domain shows nothing until the user switches it on', async ({ extension, skerry }) => {
  const page = await extension.browser.newPage();
  await page.goto('https://wiki.example/team');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  expect(skerry.contexts()).toHaveLength(0);

  await extension.grant('https://wiki.example/*');
  const options = await extension.open('options.html#providers');
  await options.getByRole('switch', { name: /wiki\.example/ }).click();
  await expect(options.getByRole('switch', { name: /wiki\.example/ })).toBeChecked();

  await page.goto('https://wiki.example/team');
  await expect(bar(page)).toContainText('Owned by Docs');
  expect(skerry.contexts()).toHaveLength(1);
});

test.fixme('a declared adapter says what it reads, and reads nothing before the user agrees', async ({
  extension,
  skerry,
}) => {
  const page = await extension.browser.newPage();
  await extension.grant('https://jira.example/*');
  await page.goto('https://jira.example/browse/SHOP-12');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  expect(skerry.contexts()).toHaveLength(0);

  const options = await extension.open('options.html#providers');
  await expect(options.locator('body')).toContainText('jira.example');
  await options.getByRole('button', { name: /agree/i }).click();
  await page.goto('https://jira.example/browse/SHOP-12');
  await expect(bar(page)).toContainText(/Ticket .*SHOP-12/);
});

test('a site that is switched off in the popup is left alone', async ({ extension, skerry }) => {
  await extension.configure({
    connection: { server: skerry.url, demo: false },
    display: { off: ['https://github.com'] },
  });
  const page = await extension.browser.newPage();
  await page.goto('https://github.com/acme/payments');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  await expect(bar(page)).toHaveCount(0);
  expect(skerry.contexts()).toHaveLength(0);
});
