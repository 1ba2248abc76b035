/** Accessibility as axe sees it: no violation, and proof that it looked. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { SerialFrameSelector } from 'axe-core';

/** Fails where axe finds something inside `selector` (through shadow roots and frames as axe writes it), or looked at
 * fewer than `least` nodes there. */
export async function expectAccessible(page: Page, selector: SerialFrameSelector, least: number): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).include(selector).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
  expect(found).toEqual([]);
  const inspected = new Set(passes.flatMap(({ nodes }) => nodes.map((node) => JSON.stringify(node.target))));
  expect(inspected.size).toBeGreaterThanOrEqual(least);
}
