import { readdirSync } from 'node:fs';
import { ensureBuilt, SITE_FOLDER } from '../support/built-site.ts';
import { expect, test } from '../support/page-test.ts';
import { measureReadingPath } from '../support/reading-path.ts';

const KB = 1_000;
const BUDGET = { js: 10 * KB, rest: 100 * KB };

ensureBuilt();
const pages = ['', 'exam/', ...readdirSync(`${SITE_FOLDER}/guides`).map((slug) => `guides/${slug}/`)];

for (const path of pages) {
  test.describe(`/${path}`, () => {
    test('is within its size before interaction', () => {
      const { html, css, js, fonts } = measureReadingPath(path);
      expect(js, 'JavaScript').toBeLessThanOrEqual(BUDGET.js);
      expect(html + css + fonts, `HTML ${html}, CSS ${css}, fonts ${fonts}`).toBeLessThanOrEqual(BUDGET.rest);
    });

    test('loads what was counted and nothing else', async ({ page }) => {
      await page.goto(`./${path}`, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      const loaded = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
      );
      const counted = new Set(measureReadingPath(path).paths);
      const isIcon = (name: string): boolean => name.endsWith('/favicon.svg');
      expect(loaded.filter((name) => !counted.has(name) && !isIcon(name))).toEqual([]);
      expect(loaded.filter((name) => name.endsWith('.js'))).not.toEqual([]);
    });

    for (const width of [390, 1280]) {
      test(`does not shift at ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`./${path}`, { waitUntil: 'load' });
        const shift = await page.evaluate(async () => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
          }).observe({ type: 'layout-shift', buffered: true });
          await document.fonts.ready;
          // The observer is told of a frame's shifts after the frame.
          for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
          return sum;
        });
        expect(shift).toBe(0);
      });
    }
  });
}
