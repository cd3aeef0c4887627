import type { Page } from '@playwright/test';
import { expect, test } from '../support/page-test.ts';
import { GUIDE } from '../support/sandbox-page.ts';

// A way past two dozen sandboxes, some of it scrolled smoothly.
test.describe.configure({ timeout: 60_000 });

/** As far down the page as a link may lead, and in between; a sandbox too. */
const PLACES = ['fixed-herd', 'take-it-home', 'sources'];

/** What `scroll-padding-top` and a heading's own margin leave above a place that was asked for, in px. */
const ROOM_ABOVE = 48;

const topOf = (page: Page, id: string): Promise<number> =>
  page.locator(`#${id}`).evaluate((place) => Math.round(place.getBoundingClientRect().top));

/** Every sandbox has been passed or laid out by then, so that nothing is left that could move the place. */
async function expectToLand(page: Page, id: string): Promise<void> {
  await expect.poll(() => topOf(page, id), { message: `#${id}` }).toBe(ROOM_ABOVE);
  await expect(page.locator('code-sandbox:not(.is-laid-out)')).toHaveCount(0);
  await expect.poll(() => topOf(page, id), { message: `#${id}, all laid out` }).toBe(ROOM_ABOVE);
}

/** Follows a link as a reader does who presses it wherever it stands. */
async function follow(page: Page, id: string): Promise<void> {
  await page.evaluate((place) => {
    const link = document.createElement('a');
    link.href = `#${place}`;
    document.body.append(link);
    link.click();
    link.remove();
  }, id);
}

for (const width of [390, 1280]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('an address with a place in it opens at that place', async ({ page }) => {
      for (const id of PLACES) {
        await page.goto('about:blank');
        await page.goto(`${GUIDE}#${id}`);
        await expectToLand(page, id);
      }
    });

    test('a link leads to its place, before the page is laid out and after', async ({ page }) => {
      await page.goto(GUIDE);
      for (const id of PLACES.toReversed()) {
        await follow(page, id);
        await expectToLand(page, id);
      }
    });
  });
}

test('a sandbox is as high with its fields as it was without', async ({ page }) => {
  for (const width of [390, 768, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(GUIDE);
    await expect(page.locator('code-sandbox:not(.is-laid-out)')).toHaveCount(0);
    const heights = await page.locator('code-sandbox').evaluateAll((all) => {
      const height = (sandbox: Element): number => sandbox.getBoundingClientRect().height;
      return all
        .filter((sandbox) => sandbox.querySelector('.playback button') === null)
        .map((sandbox) => {
          const before = height(sandbox);
          sandbox.dispatchEvent(new FocusEvent('focusin'));
          const hasFields = sandbox.querySelector('.playback button') !== null;
          return { hasFields, before, after: height(sandbox) };
        });
    });
    expect(heights.length).toBeGreaterThan(20);
    for (const { hasFields, before, after } of heights) {
      expect(hasFields).toBe(true);
      expect(after).toBe(before);
    }
  }
});
