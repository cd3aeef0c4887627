import { expect, test } from '../support/page-test.ts';
import { GUIDE } from '../support/sandbox-page.ts';

for (const [width, height] of [
  [390, 844],
  [1280, 720],
] as const) {
  test(`the first ${width} x ${height} px of a guide say what to do, all of it`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto(GUIDE);
    const section = page.getByRole('region', { name: 'What to do now' });
    await expect(section.getByRole('listitem')).toHaveCount(5);
    await expect(section.getByRole('link', { name: 'status.huggingface.co' })).toBeVisible();
    const bottom = await section.evaluate((element) => element.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThan(height);
  });
}
