import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

import { bar } from './support/bar.ts';
import { makeCertificate } from './support/certificate.ts';
import { launch } from './support/extension.ts';
import { type SiteServer, startSites } from './support/site_server.ts';
import { TOKEN } from './support/skerry_server.ts';
import { expect, test as base } from './support/test.ts';

interface Parts {
  /** A TLS server on loopback whose certificate nobody has signed. */
  readonly tls: SiteServer;
  readonly address: string;
  /** Of a browser that is started more than once. */
  readonly profile: string;
}

const test = base.extend<Parts>({
  tls: async ({}, use) => {
    const server = await startSites(await makeCertificate(['localhost']), {});
    await use(server);
    await server.close();
  },
  address: async ({ tls }, use) => {
    await use(`https://localhost:${tls.port}`);
  },
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'skerry-profile-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

const UNTRUSTED = /The certificate of localhost:\d+ is not trusted/;
const EITHER = /did not answer, or the browser does not trust its certificate/;

// Chromium tells an extension nothing of its requests before the start after the one in which it was allowed to.
test('where the browser was allowed to say so, an untrusted certificate is called that from the next start on', async ({
  siteServer,
  certificate,
  profile,
  tls,
  address,
}) => {
  const options = { build: 'open', sitesPort: siteServer.port, pins: [certificate.pin], profile } as const;
  const first = await launch(options);
  await first.grant('https://localhost/*');
  const form = await first.open('options.html');
  await connect(form, address);
  await form.getByRole('button', { name: 'Keep them anyway' }).click();
  await expect(form.getByText('The address and token are kept.')).toBeVisible();
  await first.close();

  const second = await launch(options);
  try {
    const settings = await second.open('options.html');
    await settings.getByRole('button', { name: 'Test connection' }).click();
    await expect(settings.getByText(UNTRUSTED)).toBeVisible();
    await expect(settings.getByText(/ERR_CERT_AUTHORITY_INVALID/)).toBeVisible();
    await expect(settings.getByText(/Cannot reach/)).toBeHidden();
    await expect(settings.getByRole('link', { name: 'See the certificate' })).toHaveAttribute('href', address);

    const page = await second.browser.newPage();
    await page.goto('https://github.com/acme/payments');
    await expect(bar(page).getByRole('toolbar').getByText(UNTRUSTED)).toBeVisible();
    await expect(bar(page).getByRole('link', { name: 'See the certificate' })).toHaveAttribute('href', `${address}/`);
    await expect(bar(page)).not.toContainText(/reach/i);
    expect(tls.seen).toEqual([]); // nothing was sent, the token least of all

    await tls.close();
    await settings.getByRole('button', { name: 'Test connection' }).click();
    await expect(settings.getByText(/Cannot reach localhost/)).toBeVisible();
    await expect(settings.getByText(/ERR_CONNECTION_REFUSED/)).toBeVisible();
    await expect(settings.getByText(/certificate/)).toHaveCount(0);
  } finally {
    await second.close();
  }
});

test('where it was not, both possibilities are named, with the way to tell them apart', async ({ fresh, address }) => {
  await fresh.configure({ connection: { server: address, demo: false } }, TOKEN);
  const options = await fresh.open('options.html');
  await options.getByRole('button', { name: 'Test connection' }).click();
  await expect(options.getByText(EITHER)).toBeVisible();
  await expect(options.getByRole('link', { name: 'Open its address' })).toHaveAttribute('href', address);

  const page = await fresh.browser.newPage();
  await page.goto('https://github.com/acme/payments');
  const said = bar(page)
    .getByRole('toolbar')
    .getByText(/Cannot reach localhost/);
  await expect(said).toBeVisible();
  await expect(bar(page).getByRole('link', { name: 'Open its address' })).toBeVisible();
  await said.hover();
  await expect(bar(page).getByText(EITHER)).toBeVisible();
});

/** The browser's question needs no answer where it has been given: see `Extension.grant`. */
async function connect(options: Page, address: string): Promise<void> {
  await options.getByRole('textbox', { name: 'Server' }).fill(address);
  await options.getByRole('textbox', { name: 'Token' }).fill(TOKEN);
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect
    .poll(() => options.evaluate(() => chrome.permissions.contains({ permissions: ['webRequest'] })))
    .toBe(true);
}
