import { HELLO } from './integrations.ts';
import { expect, test } from './support/test.ts';

const PAGES = 20;
const MOST_MS = 150;

test.use({ server: { integrations: { 'hello.integration.js': HELLO } } });

/** From `DOMContentLoaded` to the first item drawn, without the server's own time; the median of 20 pages. */
test('the first item is there at once', async ({ page, skerry }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const kept = globalThis as unknown as { drawn: Promise<number> };
    kept.drawn = new Promise((resolve) => {
      const look = () => {
        const text = document.querySelector('skerry-bar')?.shadowRoot?.textContent ?? '';
        if (text.includes('Hello')) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  const times: number[] = [];
  for (let n = 0; n < PAGES; n += 1) {
    await page.goto(`https://github.com/acme/repository-${n}`);
    const [drawn, loaded] = await page.evaluate(async () => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const at = await (globalThis as unknown as { drawn: Promise<number> }).drawn;
      return [at, navigation?.domContentLoadedEventEnd ?? 0] as const;
    });
    times.push(drawn - loaded - (skerry.contexts().at(-1)?.ms ?? 0));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[PAGES / 2] ?? Infinity;
  const shown = sorted.map((ms) => ms.toFixed(0)).join(' ');
  process.stdout.write(`first item after DOMContentLoaded, ms: p50 ${median.toFixed(1)} of ${PAGES}: ${shown}\n`);
  expect(median).toBeLessThan(MOST_MS);
});
