import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/page-test.ts';

const RESPONSE = `HTTP/1.1 429 Too Many Requests
date: Tue, 24 Nov 2026 19:45:38 GMT
content-type: application/json; charset=utf-8
x-request-id: Root=1-67a4f401-503a4
ratelimit: "api";r=0;t=55
`;

/** Opens the home page and gives its errors, as far as they are shown. */
async function openFinder(page: Page): Promise<{ field: Locator; links: Locator; status: Locator }> {
  await page.goto('./');
  const finder = page.locator('error-finder');
  return { field: finder.getByRole('textbox'), links: finder.getByRole('link'), status: finder.getByRole('status') };
}

/** Pastes a text as it is, with its line ends. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.insertText(text);
}

test('a pasted response of many lines leads to its refusal, which Enter opens', async ({ page }) => {
  const { field, links, status } = await openFinder(page);
  await paste(field, RESPONSE);
  await expect(status).toHaveText('One fits.');
  await expect(links.first()).toHaveAttribute('href', /#refusal-hub-window$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#refusal-hub-window$/);
  await expect(page.locator('tr:target')).toBeInViewport();
});

test('a status alone leads to the guide’s table first, and to every refusal with it', async ({ page }) => {
  const { field, links, status } = await openFinder(page);
  await paste(field, '429');
  await expect(status).toHaveText(/^6 of 15 fit/);
  await expect(links).toHaveCount(7);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#which-refusal-is-yours$/);
  await expect(page.getByRole('heading', { name: 'Which refusal is yours?' })).toBeInViewport();
});

test('what nobody knows leaves the whole list, and Enter then stays here', async ({ page, baseURL }) => {
  const { field, links, status } = await openFinder(page);
  const all = await links.count();
  await paste(field, 'Segmentation fault');
  await expect(status).toContainText('Nothing here fits that.');
  await expect(links).toHaveCount(all);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${baseURL}`);
  await expect(field).toHaveValue('Segmentation fault');
});

test('a query lasts while the tab does, and an emptied field shows all in its order again', async ({ page }) => {
  const { field, links } = await openFinder(page);
  const texts = await links.allTextContents();
  await paste(field, '402 Payment Required');
  await expect(links).toHaveCount(2);
  await page.reload();
  await expect(field).toHaveValue('402 Payment Required');
  await expect(links).toHaveCount(2);
  await field.fill('');
  await expect(links).toHaveText(texts);
});

test('what is pasted takes the place of what stood there from before, and adds to what was just typed', async ({
  page,
}) => {
  const { field, links, status } = await openFinder(page);
  await paste(field, '402 Payment Required');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  await field.fill('We had to rate limit your IP');
  await page.goto('./');
  await expect(field).toHaveValue('We had to rate limit your IP');
  await field.click();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field).toHaveValue('402 Payment Required');
  await expect(status).toHaveText('One fits.');
  await expect(links.first()).toHaveAttribute('href', /#refusal-providers-credits$/);
  await page.keyboard.press('ControlOrMeta+V');
  await expect(field).toHaveValue('402 Payment Required402 Payment Required');
});
