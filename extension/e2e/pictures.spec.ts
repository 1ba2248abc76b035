/** The pictures of the documents: `npm run pictures`. Look at them after it. */

import type { Page } from '@playwright/test';

import { FAILING, integration, SERVICES, SLOW } from './integrations.ts';
import { type OneAnswer, startAnswering } from './support/answering_server.ts';
import { bar } from './support/bar.ts';
import { give } from './support/command.ts';
import type { Extension } from './support/extension.ts';
import { FOLDER, shoot, shootPage } from './support/picture.ts';
import { GALLERY, TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

const REPOSITORY = 'https://github.com/acme/shop';
const LAMBDA = 'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/shop-checkout';
/** Where `skerry serve` listens unless it is told otherwise, so that each picture shows the same address. */
const PORT = 3000;
/** px of the bar and a little of the page below it. */
const BAR = { height: 132 };
/** px of the bar alone, without its end: that is the same in all. */
const LINE = { width: 580, height: 37 };
const WHOLE_LINE = { height: 37 };

/** px: of each section what is not said by its headings alone. */
const SECTIONS = [
  ['connection', { height: 446 }],
  ['display', { height: 700 }],
  ['providers', { x: 270, y: 556, height: 520 }],
  ['debugging', { height: 530 }],
] as const;

/** Has a row too many for the window. */
const MANY = integration(
  'team',
  `return [
    ...['On call: Rosa', 'Dashboard', 'Logs', 'Traces', 'Runbooks', 'Costs', 'Alerts', 'Contracts'].map((content) => (
      { type: 'link', content, href: 'https://tools.example/' + content }
    )),
    { type: 'text', content: 'deployed 14:02', status: 'success' },
    { type: 'text', content: '3 alarms', status: 'important' },
  ];`,
);
const TEAM_WIKI = integration(
  'wiki',
  `return { type: 'text', content: 'Owned by Docs' };`,
  `contextType: 'generic', context: { url: { startsWith: 'https://wiki.acme.example/' } }`,
);

test.skip(FOLDER === undefined, 'pictures are made by npm run pictures');
test.use({ server: { integrations: GALLERY, port: PORT }, window: { width: 960, height: 560 } });

async function openRepository(page: Page): Promise<void> {
  await page.goto(REPOSITORY);
  await expect(bar(page)).toContainText('shop (tier 1)');
}

test.describe('the bar', () => {
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    test(theme, async ({ page, extension, skerry }) => {
      await extension.configure({ connection: { server: skerry.url, demo: false }, display: { theme } });
      await openRepository(page);
      await shoot(page, `bar-${theme}`, BAR);
    });
  }

  test('on the AWS console', async ({ page }) => {
    await page.goto(LAMBDA);
    await expect(bar(page)).toContainText('Logs');
    await shoot(page, 'bar-aws', BAR);
  });

  test('with an open dropdown, with its own menu', async ({ page }) => {
    await openRepository(page);
    await bar(page)
      .getByRole('button', { name: /Dashboards/ })
      .click();
    await shoot(page, 'dropdown', { width: 720, height: 200 });
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Skerry menu' }).click();
    await shoot(page, 'menu', { x: 600, height: 210 });
  });

  test('with the palette', async ({ page, extension }) => {
    await openRepository(page);
    await give(extension, page, 'open-palette');
    const search = bar(page).frameLocator('iframe').getByRole('combobox');
    await expect(search).toBeVisible();
    await search.fill('logs');
    await shoot(page, 'palette', { x: 120, width: 720, height: 260 });
  });

  test('with what is sent', async ({ page, extension, skerry }) => {
    await extension.configure({ connection: { server: skerry.url, demo: false }, debugging: { overlay: true } });
    await openRepository(page);
    await shoot(page, 'overlay', { x: 480 });
  });

  test('floating, and made small', async ({ page, extension, skerry }) => {
    await extension.configure({ connection: { server: skerry.url, demo: false }, display: { mode: 'floating' } });
    await openRepository(page);
    await shoot(page, 'bar-floating', { y: 470 });
    await bar(page).getByRole('button', { name: 'Make the bar small' }).click();
    await page.mouse.move(300, 100);
    await shoot(page, 'bar-small', { y: 470, width: 480 });
  });

  test('of the demo', async ({ fresh }) => {
    await fresh.configure({ connection: { server: null, demo: true } });
    const page = await fresh.browser.newPage();
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('Demo data');
    await shoot(page, 'bar-demo', BAR);
  });
});

test.describe('the bar in a narrow window', () => {
  test.use({
    server: { integrations: { 'team.integration.js': MANY }, port: PORT },
    window: { width: 560, height: 400 },
  });

  test('has a menu of the rest', async ({ page }) => {
    await page.goto(REPOSITORY);
    await bar(page).getByRole('button', { name: /more/i }).click();
    await shoot(page, 'bar-narrow', { height: 330 });
  });
});

test.describe('pages of the extension', () => {
  test.use({
    server: {
      integrations: { 'services.integration.js': SERVICES, 'wiki.integration.js': TEAM_WIKI },
      config: '[adapters."jira.adapter.yml"]\nhosts = ["acme.atlassian.net"]\n',
      port: PORT,
    },
  });

  test('the options', async ({ extension, page }) => {
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('Logs');
    for (const [section, area] of SECTIONS) {
      const options = await extension.open(`options.html#${section}`);
      await expect(options.getByRole('heading', { level: 1 })).toBeVisible();
      await shootPage(options, `options-${section}`, 880, area);
    }
  });

  test('the popup', async ({ extension, page }) => {
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('Logs');
    const worker = await extension.worker();
    const tab = await worker.evaluate(async (url) => (await chrome.tabs.query({ url }))[0]?.id, REPOSITORY);
    const popup = await extension.open(`popup.html?tab=${tab ?? 'none'}`);
    await expect(popup.getByText('deployed 14:02')).toBeVisible();
    const width = await popup.locator('.popup').evaluate((element) => element.getBoundingClientRect().width);
    await shootPage(popup, 'popup', Math.ceil(width));
  });

  test('the first page', async ({ fresh }) => {
    const page = await fresh.open('welcome.html');
    await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
    await shootPage(page, 'welcome', 720, { y: 240, height: 450 });
  });
});

test.describe('while an answer is awaited', () => {
  test.use({
    server: { integrations: { 'services.integration.js': SERVICES, 'slow.integration.js': SLOW }, port: PORT },
  });

  test('first there is nothing to show, then the answer from before', async ({ page, skerry }) => {
    const started = `await new Promise((resolve) => setTimeout(resolve, 3000));`;
    skerry.write('services.integration.js', SERVICES.replace('return [', `${started} return [`));
    skerry.write('slow.integration.js', SLOW.replace('500', '3000'));
    await expect.poll(() => skerry.printed()).toMatch(/loaded|reload/i);
    await page.goto(REPOSITORY);
    await expect(bar(page).locator('.skeleton')).toBeVisible();
    await shoot(page, 'loading', LINE);
    await expect(bar(page)).toContainText('at last');
    await page.reload();
    await expect(bar(page)).toContainText('Updating');
    await shoot(page, 'updating', WHOLE_LINE);
  });
});

test.describe('when an integration fails', () => {
  const INTEGRATIONS = { 'services.integration.js': SERVICES, 'failing.integration.js': FAILING };
  test.use({ server: { integrations: INTEGRATIONS, port: PORT } });

  test('it says which, why and in which run', async ({ page }) => {
    await page.goto(REPOSITORY);
    const failed = bar(page).getByRole('button', { name: /failing/ });
    await expect(failed).toBeVisible();
    await shoot(page, 'failed-integration', LINE);
    await failed.click();
    await shoot(page, 'failed-details', { width: 580, height: 186 });
  });

  test('without a server, an answer from before stays', async ({ page, skerry }) => {
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText('Logs');
    await skerry.stop();
    await page.reload();
    await expect(bar(page)).toContainText(/reach/i);
    await shoot(page, 'failure-stale', WHOLE_LINE);
  });
});

test.describe('when there is no answer', () => {
  const json = (error: string) => JSON.stringify({ error });
  const ANSWERS: readonly (readonly [name: string, answer: OneAnswer, words: RegExp])[] = [
    ['failure-limited', { status: 429, headers: { 'Retry-After': '12' }, body: json('Too many requests') }, /again in/],
    ['failure-full', { status: 503, headers: { 'Retry-After': '5' }, body: json('Server is full') }, /busy/],
    ['failure-refused', { status: 400, body: json('Invalid request body') }, /refuses/],
    ['failure-broken', { status: 500, body: json('Internal server error') }, /failed/],
    ['failure-strange', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Hello</p>' }, /no answer/],
    ['failure-cut', { status: 200, headers: { 'Content-Type': 'application/x-ndjson' }, body: '' }, /broke off/],
  ];

  async function see(extension: Extension, name: string, words: RegExp): Promise<void> {
    const page = await extension.browser.newPage();
    await page.goto(REPOSITORY);
    await expect(bar(page)).toContainText(words);
    await shoot(page, name, LINE);
  }

  for (const [name, answer, words] of ANSWERS) {
    test(name, async ({ fresh }) => {
      const server = await startAnswering(answer, PORT);
      await fresh.configure({ connection: { server: server.url, demo: false } }, TOKEN);
      await see(fresh, name, words);
      await server.close();
    });
  }

  test('failure-token-missing, failure-token', async ({ fresh, skerry }) => {
    await fresh.configure({ connection: { server: skerry.url, demo: false } });
    await see(fresh, 'failure-token-missing', /No token yet/);
    await fresh.configure({ connection: { server: skerry.url, demo: false } }, 'wrong');
    await see(fresh, 'failure-token', /does not accept/);
  });

  test('failure-unreachable, failure-either', async ({ fresh }) => {
    await fresh.configure({ connection: { server: `http://127.0.0.1:${PORT}`, demo: false } }, TOKEN);
    await see(fresh, 'failure-unreachable', /Cannot reach/);
    await fresh.configure({ connection: { server: `https://localhost:${PORT}`, demo: false } }, TOKEN);
    await see(fresh, 'failure-either', /Cannot reach localhost/);
  });
});
