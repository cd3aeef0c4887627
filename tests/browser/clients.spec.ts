import { readScorecard } from '../../src/scorecard/scorecard-file.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { expect, test } from '../support/page-test.ts';

ensureBuilt();
const { examined } = readScorecard() ?? { examined: [] };
const countOf = (kind: string): number =>
  examined.flatMap(({ cases }) => cases).filter(({ grade }) => grade.kind === kind).length;

test('the table shows every verdict that is committed, in words', async ({ page }) => {
  await page.goto('./clients/');
  const table = page.getByRole('table');
  const words = await table.locator('tbody td').allInnerTexts();
  const shown = (word: string): number => words.filter((each) => each === word).length;
  expect(words.length).toBe(examined.flatMap(({ cases }) => cases).length);
  expect([shown('pass'), shown('fail'), shown('n/a'), shown('unseen')]).toEqual(
    ['pass', 'fail', 'not-applicable', 'not-observable'].map(countOf),
  );
  expect(countOf('fail')).toBeGreaterThan(0);
});

test('a failed cell leads to its case, which says what was wrong and which fix passes, and opens its run', async ({
  page,
}) => {
  await page.goto('./clients/');
  await page.locator('a[href$="/clients/got-defaults/#no-hint"]').click();
  const one = page.locator('#no-hint');
  await expect(one).toBeInViewport();
  await expect(one).toContainText('It threw HTTPError after 1 request');
  await expect(one.getByRole('link', { name: 'retry', exact: true })).toHaveAttribute('href', /\/fixes\/retry\/$/);
  await one.locator('summary').first().click();
  await expect(one.getByRole('button', { name: /^Attempt 1/ })).toBeVisible();
  await expect(one.getByRole('log')).toContainText('Caller 1 was told: threw HTTPError');
});

test('where chance is judged, each seed has its run', async ({ page }) => {
  await page.goto('./clients/got-best/#herd');
  await page.locator('#herd').getByText('Seed 3:').click();
  await expect(page.locator('#herd .timeline-room svg')).toBeVisible();
});

test('the best settings stand there with the address that documents each', async ({ page }) => {
  await page.goto('./clients/got-best/');
  await expect(page.getByRole('main')).toContainText('How often it tries again');
  await expect(page.locator('.notes a').first()).toHaveAttribute('href', /^https:\/\/github\.com\/sindresorhus\/got\//);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('what was found, and a sentence on each run, can be read', async ({ page }) => {
    await page.goto('./clients/undici-defaults/');
    await expect(page.locator('#connection-drops')).toContainText('fail');
    await expect(page.locator('#connection-drops')).toContainText('It threw SocketError after 1 request');
    await expect(page.locator('#connection-drops summary')).toContainText('1 request');
  });
});

test('on a phone the table scrolls inside itself, and the names of its rows stay', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./clients/');
  const table = page.getByRole('group', { name: 'The scorecard' });
  const head = table.getByRole('rowheader', { name: 'No hint at all' });
  const before = await head.boundingBox();
  await table.evaluate((element) => element.scrollBy({ left: 400, behavior: 'instant' }));
  expect((await head.boundingBox())?.x).toBe(before?.x);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
