import { expect, test } from '@playwright/test';

test('the home page has one main heading', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1);
});

test('an address that leads nowhere answers 404 with a page that leads home', async ({ page, baseURL }) => {
  const response = await page.goto('./no-such-page/');
  expect(response?.status()).toBe(404);
  await page.getByRole('banner').getByRole('link', { name: 'Try Again Later' }).click();
  await expect(page).toHaveURL(baseURL ?? 'no base URL');
});
