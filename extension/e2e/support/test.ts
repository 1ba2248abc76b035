/** What each scenario gets: the sites, a server with integrations, Chromium with the extension connected to it. */

import { test as base, type Page } from '@playwright/test';

import { awsConsole } from '../sites/aws.ts';
import { github } from '../sites/github.ts';
import type { Build } from './builds.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { type Extension, launch } from './extension.ts';
import { type Site, type SiteServer, startSites } from './site_server.ts';
import { GALLERY, type ServerOptions, type SkerryServer, startSkerry, TOKEN } from './skerry_server.ts';

const SITES: Readonly<Record<string, Site>> = {
  'github.com': github,
  'console.aws.amazon.com': awsConsole,
  'eu-west-1.console.aws.amazon.com': awsConsole,
};

interface Options {
  readonly build: Build;
  readonly server: ServerOptions;
  /** Sites besides GitHub and AWS, by host. */
  readonly sites: Readonly<Record<string, Site>>;
  readonly window: { width: number; height: number };
}

interface Parts {
  readonly siteServer: SiteServer;
  readonly skerry: SkerryServer;
  /** Not connected yet. */
  readonly fresh: Extension;
  /** Connected to `skerry`. */
  readonly extension: Extension;
  readonly page: Page;
}

export const test = base.extend<Options & Parts, { certificate: Certificate }>({
  build: ['open', { option: true }],
  server: [{ integrations: GALLERY }, { option: true }],
  sites: [{}, { option: true }],
  window: [{ width: 1280, height: 800 }, { option: true }],
  certificate: [
    async ({}, use) => {
      await use(await makeCertificate([...Object.keys(SITES), '*.example', '*.corp.example', 'localhost']));
    },
    { scope: 'worker' },
  ],
  siteServer: async ({ certificate, sites }, use) => {
    const server = await startSites(certificate, { ...SITES, ...sites });
    await use(server);
    await server.close();
  },
  skerry: async ({ server }, use) => {
    const skerry = await startSkerry(server);
    await use(skerry);
    await skerry.stop();
  },
  fresh: async ({ build, siteServer, certificate, window }, use) => {
    const extension = await launch({ build, sitesPort: siteServer.port, pins: [certificate.pin], viewport: window });
    await use(extension);
    await extension.close();
  },
  extension: async ({ fresh, skerry }, use) => {
    await fresh.configure({ connection: { server: skerry.url, demo: false } }, TOKEN);
    await use(fresh);
  },
  page: async ({ extension }, use) => {
    await use(await extension.browser.newPage());
  },
});

export { expect } from '@playwright/test';
