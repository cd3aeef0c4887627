import type { Page } from '@playwright/test';
import { expect, test } from '../support/page-test.ts';
import { seePrint } from '../support/print-in-page.ts';
import { goToAllSandboxes, goToSandbox, GUIDE } from '../support/sandbox-page.ts';

/** What the margins leave of an A4 sheet, at 96 pixels an inch. */
const SHEET = { width: 672, height: 986 };

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(SHEET);
  await page.goto(GUIDE);
  await expect(page.locator('code-sandbox:not(:defined)')).toHaveCount(0);
  await goToAllSandboxes(page);
  await expect(page.locator('code-sandbox:not(.is-laid-out)')).toHaveCount(0);
});

const print = (page: Page): Promise<void> => page.emulateMedia({ media: 'print' });

test('no control and no navigation is printed', async ({ page }) => {
  expect((await page.evaluate(seePrint)).controls.length).toBeGreaterThan(100);
  await print(page);
  expect((await page.evaluate(seePrint)).controls).toEqual([]);
});

test('all files, the timeline, the console, the summary and the numbers of each sandbox are printed', async ({
  page,
}) => {
  await print(page);
  const sandboxes = await page.locator('code-sandbox').evaluateAll((elements) =>
    elements.map((sandbox) => {
      const parts = ['.file-name', '.file pre', 'svg.timeline', '.console .line', '[role=status]', '.number input'];
      const isSeen = (part: Element): boolean =>
        part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().height > 0;
      const missing = parts.filter((selector) => {
        const found = [...sandbox.querySelectorAll(selector)];
        return found.length === 0 || !found.every(isSeen);
      });
      return { id: sandbox.id, missing };
    }),
  );
  expect(sandboxes.length).toBeGreaterThan(20);
  expect(sandboxes.filter(({ missing }) => missing.length > 0)).toEqual([]);
});

test('numbers are printed as text, whether their fields have come or not', async ({ page }) => {
  await page.reload();
  await goToSandbox(page, 'broken-token');
  await expect(page.locator('#broken-token .number input')).not.toHaveCount(0);
  await print(page);
  const borders = await page.evaluate(() =>
    ['.number b', '.number input'].map((selector) => {
      const numbers = [...document.querySelectorAll(`code-sandbox ${selector}`)];
      return [...new Set(numbers.map((number) => getComputedStyle(number).borderWidth))];
    }),
  );
  expect(borders).toEqual([['0px'], ['0px']]);
});

test('nothing is cut off, neither by its box nor by the sheet', async ({ page }) => {
  expect((await page.evaluate(seePrint)).cut).not.toEqual([]);
  await print(page);
  expect((await page.evaluate(seePrint)).cut).toEqual([]);
});

test('paper is white and ink is dark, whatever the theme', async ({ page }) => {
  const look = async (media: 'screen' | 'print', colorScheme: 'light' | 'dark'): Promise<readonly string[]> => {
    await page.emulateMedia({ media, colorScheme });
    return (await page.evaluate(seePrint)).colours;
  };
  expect(await look('screen', 'dark')).not.toEqual(await look('screen', 'light'));
  const light = await look('print', 'light');
  expect(await look('print', 'dark')).toEqual(light);
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  expect(await look('print', 'light')).toEqual(light);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
});

test('what came of a run, a figure and a row of a table stay on one sheet, and headings with what follows', async ({
  page,
}) => {
  await print(page);
  const breaks = (selector: string, property: string): Promise<string[]> =>
    page
      .locator(selector)
      .evaluateAll(
        (elements, name) => [...new Set(elements.map((each) => getComputedStyle(each).getPropertyValue(name)))],
        property,
      );
  for (const kept of ['code-sandbox .output', 'figure', 'tr']) {
    expect(await breaks(kept, 'break-inside'), kept).toEqual(['avoid']);
  }
  for (const followed of ['h2', 'h3', 'code-sandbox .file-name']) {
    expect(await breaks(followed, 'break-after'), followed).toEqual(['avoid']);
  }
});

test('each source is printed with its address, and no other link is', async ({ page }) => {
  await print(page);
  const links = await page.locator('main a[href]').evaluateAll((elements) =>
    elements.map((link) => ({
      href: link.getAttribute('href') ?? '',
      isSource: link.closest('.source-list') !== null,
      after: getComputedStyle(link, '::after').content,
    })),
  );
  const sources = links.filter(({ isSource, href }) => isSource && href.startsWith('http'));
  expect(sources.length).toBeGreaterThan(20);
  for (const { href, after } of sources) expect(after).toContain(href);
  expect(links.filter(({ after }) => after.includes('http'))).toHaveLength(sources.length);
});
