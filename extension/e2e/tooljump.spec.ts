import { bar } from './support/bar.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';
import { startToolJump, type ToolJumpServer } from './support/tooljump_server.ts';

const ITEMS = [
  { type: 'link', content: 'On call: Ada', href: 'https://pager.example/ada', status: 'relevant' },
  { type: 'dropdown', content: 'Dashboards', items: [{ content: 'Orders', href: 'https://dash.example/orders' }] },
  { type: 'text', status: 'important', content: 'costs: TypeError: x is not a function' },
];

test.describe('with a server that speaks ToolJump', () => {
  test.use({ build: 'shipped' });
  let server: ToolJumpServer;
  test.beforeEach(async () => {
    server = await startToolJump(TOKEN, ITEMS);
  });
  test.afterEach(async () => {
    await server.close();
  });

  test('the build that ships shows its answer, once the browser lets it ask', async ({ fresh }) => {
    await fresh.allow('http://127.0.0.1/*');
    await fresh.configure({ connection: { server: server.url, demo: false } }, TOKEN);
    const page = await fresh.browser.newPage();
    await page.goto('https://github.com/acme/payments');
    const session = await page.context().newCDPSession(page);
    const shown = async () => JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true }));
    await expect.poll(shown).toContain('On call: Ada');
    expect(await shown()).toContain('Dashboards');
    await page.waitForTimeout(500); // a second question would come within this time
    expect(server.contexts).toHaveLength(1);
    expect(server.contexts[0]).toMatchObject({ type: 'github', page: { repository: 'acme/payments' } });
  });
});

test.describe('without the permission that such a server needs', () => {
  test('the bar says so, and what to do', async ({ fresh }) => {
    const server = await startToolJump(TOKEN, ITEMS);
    try {
      await fresh.configure({ connection: { server: server.url, demo: false } }, TOKEN);
      const page = await fresh.browser.newPage();
      await page.goto('https://github.com/acme/payments');
      await expect(bar(page)).toContainText(/permission|allow|access/i);
    } finally {
      await server.close();
    }
  });
});
