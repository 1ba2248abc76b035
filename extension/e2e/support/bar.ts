/** Where the bar is, in a build whose shadow root is open. */

import type { Locator, Page } from '@playwright/test';

export function bar(page: Page): Locator {
  return page.locator('skerry-bar');
}
