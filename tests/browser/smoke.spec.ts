import { expect, test } from '../support/page-test.ts';

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

test.describe('what leaves for another origin', () => {
  test.use({
    // The site's own policy would not let it leave.
    bypassCSP: true,
    requestsToOtherOrigins: [
      'GET http://outside.example/page',
      'GET http://outside.example/worker',
      'CONNECT outside.example:80',
    ],
  });

  test('is seen, from a page, a worker or a socket', async ({ page }) => {
    await page.goto('./');
    await page.evaluate(async () => {
      const ask = `fetch('http://outside.example/worker').catch(() => postMessage('asked'))`;
      const worker = new Worker(URL.createObjectURL(new Blob([ask])));
      const socket = new WebSocket('ws://outside.example/');
      await Promise.all([
        fetch('http://outside.example/page').catch(() => undefined),
        new Promise((resolve) => (worker.onmessage = resolve)),
        new Promise((resolve) => (socket.onclose = resolve)),
      ]);
    });
  });
});
