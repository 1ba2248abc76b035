/** The browser's keyboard shortcuts, which no test can press: the extension is told as the browser tells it. */

import type { Page } from '@playwright/test';

import type { Extension } from './extension.ts';

/** What the browser's events have besides what their types know. */
interface Dispatching {
  dispatch(command: string, tab: chrome.tabs.Tab): void;
}

/** The user presses the shortcut of `command` while this page, of a site that the extension may read, is in front. */
export async function give(extension: Extension, page: Page, command: 'focus-bar' | 'open-palette'): Promise<void> {
  await page.bringToFront();
  const worker = await extension.worker();
  await worker.evaluate(
    async ([name, url]) => {
      const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
      if (tab === undefined) throw new Error(`no tab shows ${url}`);
      (chrome.commands.onCommand as unknown as Dispatching).dispatch(name, tab);
    },
    [command, page.url()] as const,
  );
}
