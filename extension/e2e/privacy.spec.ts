import type { CDPSession, Page } from '@playwright/test';

import { HELLO, ISSUES_ONLY } from './integrations.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test } from './support/test.ts';

/** Everything of the page's documents, closed shadow roots and frames included. */
async function wholeDocument(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  return JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true }));
}

/** The extension's worlds in a page: where its content scripts run. */
async function isolatedWorlds(session: CDPSession): Promise<number[]> {
  const found: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) found.push(context.id);
  });
  await session.send('Runtime.enable');
  return found;
}

test.describe('a page that no integration can match', () => {
  test.use({ server: { integrations: { 'issues.integration.js': ISSUES_ONLY } } });

  test('is never sent anywhere', async ({ page, skerry }) => {
    await page.goto('https://github.com/acme/payments/issues/12');
    await expect(page.locator('skerry-bar')).toContainText('Issue 12');
    expect(skerry.contexts()).toHaveLength(1);
    for (const path of ['secret/plans', 'acme/payments', 'acme/payments/pull/7', 'settings/profile']) {
      await page.goto(`https://github.com/${path}`);
      await page.waitForTimeout(400); // what would be sent is sent within this time
      await expect(page.locator('skerry-bar')).toHaveCount(0);
    }
    expect(skerry.contexts()).toHaveLength(1);
  });
});

test.describe('the build that ships', () => {
  test.use({ build: 'shipped', server: { integrations: { 'hello.integration.js': HELLO } } });

  test('shows results in a closed root', async ({ page }) => {
    await page.goto('https://github.com/acme/payments');
    await expect.poll(() => wholeDocument(page)).toContain('Hello acme/payments');
    expect(await page.evaluate(() => document.querySelector('skerry-bar')?.shadowRoot ?? null)).toBeNull();
    expect(await page.content()).not.toContain('Hello');
  });

  test('lets the token out to nobody but the server', async ({ page, skerry, siteServer, extension }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const session = await page.context().newCDPSession(page);
    const worlds = await isolatedWorlds(session);
    await page.goto('https://github.com/acme/payments');
    await expect.poll(() => wholeDocument(page)).toContain('Hello acme/payments');
    expect(skerry.contexts()).toHaveLength(1); // so the token was used

    expect(worlds.length).toBeGreaterThan(0);
    for (const contextId of worlds) {
      const expression = `(async () => {
        const areas = {};
        for (const area of ['local', 'session', 'sync', 'managed']) {
          areas[area] = await chrome.storage[area].get().catch((error) => String(error));
        }
        const answers = [];
        for (const name of ['own.state', 'own.export', 'own.test', 'palette.items']) {
          answers.push(await chrome.runtime.sendMessage({ name, ask: {} }).catch((error) => String(error)));
        }
        return JSON.stringify([areas, answers, Object.keys(globalThis)]);
      })()`;
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      expect(exceptionDetails).toBeUndefined();
      expect(String(result.value)).not.toContain(TOKEN);
      expect(String(result.value)).not.toContain(skerry.url);
    }
    const options = await extension.open('options.html');
    const places = {
      document: await wholeDocument(page),
      options: await wholeDocument(options),
      console: said.join('\n'),
      'what sites got': JSON.stringify(siteServer.seen),
      'server log': skerry.printed(),
      export: await options.evaluate(async () =>
        JSON.stringify(await chrome.runtime.sendMessage({ name: 'own.export', ask: null })),
      ),
    };
    for (const [place, text] of Object.entries(places)) expect(text, place).not.toContain(TOKEN);
    // The search finds it where it is: in the extension's own storage.
    expect(await options.evaluate(async () => JSON.stringify(await chrome.storage.local.get()))).toContain(TOKEN);
  });
});
