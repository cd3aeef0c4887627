import { expect, type Locator } from '@playwright/test';

/** Presses a key, such as `Tab` or `Shift+Tab`, until `target` has the focus; fails if that takes too many presses. */
export async function pressUntil(key: string, target: Locator, most = 40): Promise<void> {
  const page = target.page();
  const hasFocus = (): Promise<boolean> => target.evaluate((element) => element.matches(':focus'));
  for (let presses = 0; presses < most && !(await hasFocus()); presses += 1) await page.keyboard.press(key);
  await expect(target).toBeFocused();
}
