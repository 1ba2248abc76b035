/** Draws the extension's icon, public/icon/*.png, of src/icons/mark.svg (the smallest size of mark-small.svg, which has
 * whole pixels). The browser is Playwright's, or the one in CHROMIUM:
 *
 *     CHROMIUM=/usr/bin/chromium node scripts/mark.mjs */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const EXTENSION = new URL('..', import.meta.url);
const SIZES = [16, 32, 48, 128];
const SMALL = 16;

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'], args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of SIZES) {
  const svg = readFileSync(new URL(`src/icons/mark${size <= SMALL ? '-small' : ''}.svg`, EXTENSION), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${svg.replace('<svg ', '<svg style="display:block;width:100vw" ')}`);
  await page.screenshot({ path: fileURLToPath(new URL(`public/icon/${size}.png`, EXTENSION)), omitBackground: true });
}
await browser.close();
