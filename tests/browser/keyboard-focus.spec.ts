import type { Page } from '@playwright/test';
import { pagesToLookAt } from '../support/built-pages.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { expect, test } from '../support/page-test.ts';
import { walkTabStops, type TabStop } from '../support/tab-stops.ts';

// A walk through a guide is eight hundred stops, each of which scrolls the page.
test.describe.configure({ timeout: 120_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Opens a page and waits for all that script adds to it. */
async function openAlive(page: Page, path: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  await page.goto(`./${path}`);
  await expect(page.locator('code-sandbox:not(:defined)')).toHaveCount(0);
}

/** Steps that lead up the page without leading to another column, so that the eye must search. */
function stepsUp(stops: readonly TabStop[]): string[] {
  return stops.flatMap((to, index) => {
    const from = stops[index - 1];
    if (from === undefined || to.box.bottom > from.box.top) return [];
    const isSameColumn = to.box.left < from.box.right && from.box.left < to.box.right;
    return isSameColumn ? [`from ${from.name} to ${to.name}`] : [];
  });
}

ensureBuilt();

for (const path of pagesToLookAt()) {
  for (const width of [390, 1280]) {
    test(`Tab goes through /${path} at ${width} px and out of it, in order, and the focus is always seen`, async ({
      page,
    }) => {
      await openAlive(page, path, width);
      const { stops, missed } = await walkTabStops(page);
      expect(stops.length).toBeGreaterThan(5);
      expect(missed, 'what Tab does not reach').toEqual([]);
      expect(
        stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name),
        'focus without a mark',
      ).toEqual([]);
      expect(
        stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name),
        'focus out of sight',
      ).toEqual([]);
      const indices = stops.map(({ index }) => index);
      expect(indices, 'the order of the document').toEqual(indices.toSorted((one, other) => one - other));
      // On a phone the buttons of a sandbox stay at the lower edge of the screen, whatever is above them.
      if (width > 390) expect(stepsUp(stops)).toEqual([]);
    });
  }
}
