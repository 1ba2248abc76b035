/** Chromium with the unpacked extension. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, type Worker } from '@playwright/test';

import type { Settings } from '../../src/settings/model.ts';
import { type Build, buildFolder } from './builds.ts';

const CHROMIUM = process.env['SKERRY_CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless=new',
  '--enable-unsafe-extension-debugging', // lets a test click the extension's button
  '--no-sandbox', // as root, Chromium has no sandbox of its own
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Extension {
  readonly browser: BrowserContext;
  readonly id: string;
  readonly worker: () => Promise<Worker>;
  /** The address of a page of the extension's own. */
  own(path: string): string;
  /** A page of the extension's own. */
  open(path: string): Promise<Page>;
  /** Settings and token as if they had been typed in; the rest is the default. */
  configure(settings: { [Part in keyof Settings]?: Partial<Settings[Part]> }, token?: string): Promise<void>;
  /** The user's "Allow" for a host, which no test can click: the extension's own request is then answered at once. */
  grant(pattern: string): Promise<void>;
  /** As `grant`, and the extension has asked for it in a click: so it may read that host from now on. */
  allow(pattern: string): Promise<void>;
  /** The user's choice "On click" in the browser's own settings: no site is read unasked. */
  restrict(): Promise<void>;
  /** The user's click on the extension's button while this page is in front: the popup opens. */
  click(page: Page): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly build: Build;
  /** Where all hosts are found. */
  readonly sitesPort: number;
  /** Certificates that the browser is to accept. */
  readonly pins: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A folder that is kept, to start the same browser again. */
  readonly profile?: string;
}

export async function launch(options: LaunchOptions): Promise<Extension> {
  const folder = buildFolder(options.build);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'skerry-chromium-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: false, // the flag says it: Playwright's own headless mode has no extensions
    viewport: options.viewport ?? { width: 1280, height: 800 },
    args: [
      ...FLAGS,
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      `--host-resolver-rules=MAP *:443 127.0.0.1:${options.sitesPort}, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
      `--ignore-certificate-errors-spki-list=${options.pins.join(',')}`,
    ],
  });
  const worker = async () => browser.serviceWorkers()[0] ?? (await browser.waitForEvent('serviceworker'));
  const id = new URL((await worker()).url()).hostname;
  const own = (path: string) => `chrome-extension://${id}/${path}`;

  const open = async (path: string) => {
    const page = await browser.newPage();
    await page.goto(own(path));
    return page;
  };
  const grant = async (pattern: string) => {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(
      async ([extension, host]) => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { addHostPermission(extension: string, host: string): Promise<void> };
        };
        await developerPrivate.addHostPermission(extension, host);
      },
      [id, pattern] as const,
    );
    await page.close();
  };
  return {
    browser,
    id,
    worker,
    own,
    open,
    grant,
    async allow(pattern) {
      await grant(pattern);
      const page = await open('options.html');
      await page.evaluate((host) => {
        const ask = () => void chrome.permissions.request({ origins: [host] });
        document.addEventListener('click', ask, { once: true });
      }, pattern);
      await page.mouse.click(1, 1);
      await expect
        .poll(() => page.evaluate((host) => chrome.permissions.contains({ origins: [host] }), pattern))
        .toBe(true);
      await page.close();
    },
    async restrict() {
      const page = await browser.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(async (extensionId) => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { updateExtensionConfiguration(update: object): Promise<void> };
        };
        await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
      }, id);
      await page.close();
    },
    async click(page) {
      await page.bringToFront();
      await triggerAction(browser, id, page.url());
    },
    async configure(settings, token) {
      await (
        await worker()
      ).evaluate(
        async ([kept, given]) => {
          await chrome.storage.local.set({ settings: kept, ...(given !== null && { token: given }) });
        },
        [settings, token ?? null] as const,
      );
    },
    async close() {
      await browser.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The methods of the browser's debugging protocol that Playwright has no types for. */
interface ExtensionsProtocol {
  send(
    method: 'Target.getTargets',
    ask: object,
  ): Promise<{ targetInfos: { type: string; url: string; targetId: string }[] }>;
  send(method: 'Extensions.triggerAction', ask: { id: string; targetId: string }): Promise<void>;
}

async function triggerAction(browser: BrowserContext, id: string, url: string): Promise<void> {
  const session = await browser.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('the browser cannot be debugged');
  const protocol = session as unknown as ExtensionsProtocol;
  const { targetInfos } = await protocol.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = targetInfos.find((target) => target.url === url);
  if (tab === undefined) throw new Error(`no tab shows ${url}`);
  await protocol.send('Extensions.triggerAction', { id, targetId: tab.targetId });
  await session.detach();
}
