/** Pictures for the documents: of what matters, as small as they can be. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where they go; undefined where none are made. */
export const FOLDER = process.env['SKERRY_PICTURES'];

interface Area {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Writes `NAME.png`, of this area (CSS pixels) of what the window shows; the whole window without one. */
export async function shoot(page: Page, name: string, area: Area = {}): Promise<void> {
  if (FOLDER === undefined) throw new Error('no folder for pictures: set SKERRY_PICTURES');
  mkdirSync(FOLDER, { recursive: true });
  const window = page.viewportSize() ?? (await page.evaluate(() => ({ width: innerWidth, height: innerHeight })));
  const { x = 0, y = 0, width = window.width - x, height = window.height - y } = area;
  await page.waitForTimeout(500); // what moves has come to rest, the page that makes room as well
  await page.screenshot({ path: join(FOLDER, `${name}.png`), clip: { x, y, width, height }, caret: 'hide' });
}

/** Writes `NAME.png` of a page of the extension's own in a window of this width, or of a part of it. */
export async function shootPage(page: Page, name: string, width: number, area: Area = {}): Promise<void> {
  await page.setViewportSize({ width, height: 200 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await shoot(page, name, area);
}
