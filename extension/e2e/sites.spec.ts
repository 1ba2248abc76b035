import { HELLO, integration, WIKI } from './integrations.ts';
import { github } from './sites/github.ts';
import { bar } from './support/bar.ts';
import type { SitePage } from './support/site_server.ts';
import { TOKEN, type SkerryServer } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

const PLAIN =
  '<!doctype html><html lang="en"><title>wiki</title><body><h1>A page</h1><form><input name="password" value="hunter2"></form>';
const TELL = `return { type: 'text', content: context.type + ' ' + JSON.stringify(context.page) };`;
const ON_JIRA = integration('jira', TELL, `contextType: 'jira'`);
const ON_DEPOT = integration('depot', TELL, `contextType: 'depot'`);

/** Every value from another place of the page. */
function depot(values: Readonly<Record<string, string>>): string {
  const read = Object.entries(values).map(([name, selector]) => `  page.${name}: { select: "${selector}" }\n`);
  return `name: depot\ndescription: Jobs in Depot\nvalues:\n${read.join('')}pages:\n- path: /jobs/:job\n  values: { page.job: { group: job } }\n`;
}

const SHOWN = { team: '#team' };
const DEPOT_PAGE: SitePage = {
  html: `<!doctype html><html lang="en"><title>depot</title><style>
    .none { display: none } .unseen { visibility: hidden } .clear { opacity: 0 }
    .tiny { font-size: 0 } .nowhere { position: absolute; width: 0; height: 0; overflow: hidden }</style><body>
    <h1 id="team">Storage <span class="none">SECRET1</span><span class="tiny">SECRET2</span></h1>
    <p id="none" class="none">SECRET3</p><p id="unseen" class="unseen">SECRET4</p><p id="clear" class="clear">SECRET5</p>
    <p id="tiny" class="tiny">SECRET6</p><p id="nowhere" class="nowhere">SECRET7</p>
    <details><summary>more</summary><p id="closed">SECRET8</p></details><p id="typed" contenteditable>SECRET9</p>`,
};

test.use({
  server: {
    integrations: {
      'hello.integration.js': HELLO,
      'wiki.integration.js': WIKI,
      'jira.integration.js': ON_JIRA,
      'depot.integration.js': ON_DEPOT,
      'depot.adapter.yml': depot(SHOWN),
    },
    config: `[adapters."jira.adapter.yml"]\nhosts = ["jira.example"]\n[adapters."depot.adapter.yml"]\nhosts = ["depot.example"]\n`,
  },
  sites: {
    'wiki.example': () => ({ html: PLAIN }),
    'jira.example': () => ({ html: PLAIN }),
    'depot.example': () => DEPOT_PAGE,
    'git.corp.example': (url) => github(url),
  },
});

test('a custom domain shows nothing until the user switches it on', async ({ extension, skerry }) => {
  const page = await extension.browser.newPage();
  await page.goto('https://wiki.example/team');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  expect(skerry.contexts()).toHaveLength(0);

  await extension.grant('https://wiki.example/*');
  const options = await extension.open('options.html#providers');
  const label = options.locator('label', { hasText: 'wiki.example' }); // it covers the whole row, the switch as well
  await label.click();
  await expect(options.getByRole('switch', { name: 'wiki.example' })).toBeChecked();

  // The page that is open gets its bar.
  await page.bringToFront();
  await expect(bar(page)).toContainText('Owned by Docs');
  await page.goto('https://wiki.example/other');
  await expect(bar(page)).toContainText('Owned by Docs');
  await expect.poll(() => skerry.contexts().length).toBe(2);

  await options.bringToFront();
  await label.click();
  await expect(options.getByRole('switch', { name: 'wiki.example' })).not.toBeChecked();
  await page.goto('https://wiki.example/team');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  await expect(bar(page)).toHaveCount(0);
  expect(skerry.contexts()).toHaveLength(2);
});

test('a declared adapter says what it reads, and reads nothing before the user agrees', async ({
  extension,
  skerry,
}) => {
  const page = await extension.browser.newPage();
  await extension.grant('https://jira.example/*');
  await page.goto('https://jira.example/browse/SHOP-12');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  expect(skerry.contexts()).toHaveLength(0);

  const options = await extension.open('options.html#providers');
  const jira = options.getByRole('article', { name: 'jira' });
  await expect(jira).toContainText('What it reads on jira.example');
  await expect(jira).toContainText('page.issue');
  await expect(jira).toContainText('from the address');
  await jira.getByRole('button', { name: 'Agree jira' }).click();
  await expect(jira.getByRole('button', { name: 'Stop reading jira' })).toBeVisible();
  await page.goto('https://jira.example/browse/SHOP-12');
  await expect(bar(page)).toContainText('jira {"name":"issue","issue":"SHOP-12","project":"SHOP"}');
});

test('an adapter that changed is not read until the user agrees again', async ({ extension, skerry }) => {
  await extension.grant('https://depot.example/*');
  const options = await extension.open('options.html#providers');
  const entry = options.getByRole('article', { name: 'depot' });
  await entry.getByRole('button', { name: 'Agree depot' }).click();
  await expect(entry.getByRole('button', { name: 'Stop reading depot' })).toBeVisible();
  const page = await extension.browser.newPage();
  await page.goto('https://depot.example/jobs/nightly');
  await expect(bar(page)).toContainText('depot {"team":"Storage","job":"nightly"}');

  skerry.write('depot.adapter.yml', depot({ ...SHOWN, more: 'summary' }));
  await expect.poll(() => published(skerry)).toContain('summary');
  await options.bringToFront();
  await options.getByRole('button', { name: 'Ask the server again' }).click();
  await expect(entry).toContainText('Changed: off until you agree');
  await expect(entry).toContainText('New: page.more: text of summary');
  const before = skerry.contexts().length;
  await page.bringToFront();
  await page.goto('https://depot.example/jobs/nightly');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  await expect(bar(page)).toHaveCount(0);
  expect(skerry.contexts()).toHaveLength(before);

  await options.bringToFront();
  await entry.getByRole('button', { name: 'Agree to the change depot' }).click();
  await expect(entry.getByRole('button', { name: 'Stop reading depot' })).toBeVisible();
  await page.bringToFront();
  await page.goto('https://depot.example/jobs/nightly');
  await expect(bar(page)).toContainText('depot {"team":"Storage","more":"more","job":"nightly"}');
});

test.describe('an adapter that points at what people do not see', () => {
  const hidden = ['none', 'unseen', 'clear', 'tiny', 'nowhere', 'closed', 'typed'];
  const values = Object.fromEntries(hidden.map((id) => [id, `#${id}`]));
  test.use({
    server: {
      integrations: { 'depot.integration.js': ON_DEPOT, 'depot.adapter.yml': depot({ ...SHOWN, ...values }) },
      config: '[adapters."depot.adapter.yml"]\nhosts = ["depot.example"]\n',
    },
  });

  test('gets none of it', async ({ extension }) => {
    await extension.grant('https://depot.example/*');
    const options = await extension.open('options.html#providers');
    const entry = options.getByRole('article', { name: 'depot' });
    await entry.getByRole('button', { name: 'Agree depot' }).click();
    await expect(entry.getByRole('button', { name: 'Stop reading depot' })).toBeVisible();
    const page = await extension.browser.newPage();
    await page.goto('https://depot.example/jobs/nightly');
    await expect(bar(page)).toContainText('depot {"team":"Storage","job":"nightly"}');
  });
});

test('a GitHub Enterprise server that the user adds is read like github.com', async ({ extension, skerry }) => {
  const page = await extension.browser.newPage();
  await page.goto('https://git.corp.example/acme/payments');
  await page.waitForTimeout(300); // what would be asked is asked within this time
  expect(skerry.contexts()).toHaveLength(0);

  await extension.grant('https://git.corp.example/*');
  const options = await extension.open('options.html#providers');
  await options.getByLabel('Host of a GitHub Enterprise server').fill('git.corp.example');
  await options.getByRole('button', { name: 'Add' }).click();
  await expect(options.getByRole('list', { name: 'GitHub Enterprise servers' })).toContainText('git.corp.example');

  await page.bringToFront();
  await expect(bar(page)).toContainText('Hello acme/payments');
  await page.getByRole('link', { name: 'A pull request' }).click();
  await expect(page).toHaveURL(/pull\/7$/);
  await expect(bar(page)).toContainText('Hello acme/payments');
  await expect.poll(() => skerry.contexts().length).toBe(2);
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

/** What the server publishes of its adapters, as text. */
async function published(skerry: SkerryServer): Promise<string> {
  const response = await fetch(`${skerry.url}/adapters`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return response.text();
}
