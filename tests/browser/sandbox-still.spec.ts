import { expect, test } from '../support/page-test.ts';
import { GUIDE } from '../support/sandbox-page.ts';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every sandbox is whole: code, timeline, table, console, summary, numbers', async ({ page }) => {
    await page.goto(GUIDE);
    const sandboxes = await page.locator('code-sandbox').evaluateAll((elements) =>
      elements.map((sandbox) => {
        const sees = (selector: string): boolean =>
          sandbox.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) ?? false;
        const parts = ['.file pre', 'svg.timeline', '.twin summary', '.console .line', '.summary', '.number b'];
        return {
          id: sandbox.id,
          unseen: parts.filter((part) => !sees(part)),
          attempts: sandbox.querySelectorAll('.attempts tbody tr').length > 0,
          summary: sandbox.querySelector('[role=status]')?.textContent.trim(),
        };
      }),
    );
    expect(sandboxes.length).toBeGreaterThan(20);
    for (const { id, ...seen } of sandboxes) {
      const summary: unknown = expect.stringMatching(/after [\d.]+\s(ms|s|min|h)/);
      expect(seen, id).toEqual({ unseen: [], attempts: true, summary });
    }
  });

  test('all files of a sandbox stand one below the other, and its tabs lead to them', async ({ page }) => {
    await page.goto(GUIDE);
    const sandbox = page.locator('code-sandbox#broken-with-retry');
    await expect(sandbox.locator('.file')).toHaveCount(2);
    await expect(sandbox.locator('.file').nth(1)).toContainText('export async function fetchWithRetry');
    await sandbox.getByRole('link', { name: 'retry.ts', exact: true }).click();
    await expect(sandbox.locator('.file').nth(1)).toBeInViewport();
  });
});

test('a file that several sandboxes share is printed once, in the first of them', async ({ request }) => {
  const html = await (await request.get(GUIDE)).text();
  expect(html.match(/SPDX-License-Identifier: MIT-0/g)).toHaveLength(1);
  expect(html.indexOf('SPDX-License-Identifier')).toBeLessThan(html.indexOf('id="fixed-with-retry"'));
});

test('nothing moves while the sandboxes come to life', async ({ page }) => {
  await page.goto(`${GUIDE}#fixed-with-retry`);
  await expect(page.locator('code-sandbox:not(:defined)')).toHaveCount(0);
  await expect(page.locator('#fixed-with-retry').getByRole('button', { name: 'Run' })).toBeVisible();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const moved = (list: PerformanceObserverEntryList): number =>
          list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0);
        // An observer hears of what was before it, and without a shift of nothing: the mark tells that it has heard all.
        let sum = 0;
        new PerformanceObserver((list) => void (sum += moved(list))).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  expect(shift).toBe(0);
});

for (const width of [390, 1280]) {
  test(`no sandbox makes the page scroll sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(GUIDE);
    await expect(page.locator('code-sandbox:not(:defined)')).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
