import { readScorecard } from '../../src/scorecard/scorecard-file.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { richestExamined } from '../support/richest-examined.ts';
import { expect, test } from '../support/page-test.ts';

ensureBuilt();
const { examined } = readScorecard() ?? { examined: [] };
/** A client with verdicts of all kinds. */
const chosen = richestExamined(examined);
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
  await expect(one.getByRole('button', { name: /^Attempt 1/ })).toBeVisible();
  await expect(one.getByRole('log')).toContainText('Caller 1 was told: threw HTTPError');
});

test('a case of every kind that a cell leads to lies open with its proof, and another by a link on the page', async ({
  page,
}) => {
  const kinds = new Map(chosen.cases.map(({ id, grade }) => [grade.kind, id]));
  expect([...kinds.keys()].sort()).toEqual(['fail', 'not-applicable', 'pass']);
  for (const [kind, id] of kinds) {
    await page.goto('./clients/');
    await page.locator(`a[href$="/clients/${chosen.id}/#${id}"]`).click();
    const one = page.locator(`[id="${id}"]`);
    await expect(one).toBeInViewport();
    if (kind === 'not-applicable') await expect(one).toContainText('Why not');
    else await expect(one.locator('.timeline-room svg')).toBeInViewport();
  }
  await page.getByRole('link', { name: 'A 500 that passes' }).last().click();
  await expect(page.locator('#status-500 .timeline-room svg')).toBeInViewport();
  await page.goBack();
  await page.goto(`./clients/${chosen.id}/#%`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the name of a row leads to its server in the exam, which lies open', async ({ page }) => {
  await page.goto('./clients/');
  await page.getByRole('rowheader', { name: 'A connection that drops' }).getByRole('link').click();
  await expect(page).toHaveURL(/\/exam\/#case-connection-drops$/);
  await expect(page.locator('#case-connection-drops').getByText('Drops the connection')).toBeInViewport();
});

test('where chance is judged, each seed has its run, and one that came to the verdict lies open', async ({ page }) => {
  const failed = examined.find(({ cases }) => cases.some(({ id, grade }) => id === 'herd' && grade.kind === 'fail'));
  await page.goto(`./clients/${failed?.id}/#herd`);
  const herd = page.locator('#herd');
  await expect(herd.locator('details[open] > summary')).toContainText(/^Seed \d, fail: /);
  await herd.getByText('Seed 5, ').click();
  await expect(herd.locator('.timeline-room svg')).toHaveCount(2);
});

test('the best settings stand there with the address that documents each', async ({ page }) => {
  await page.goto('./clients/got-best/');
  await expect(page.getByRole('main')).toContainText('How often it tries again');
  await expect(page.locator('.notes a').first()).toHaveAttribute('href', /\bgot@16\.\d+\.\d+\//);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('what was found, and a sentence on each run, can be read', async ({ page }) => {
    await page.goto('./clients/undici-defaults/');
    await expect(page.locator('#connection-drops')).toContainText('fail');
    await expect(page.locator('#connection-drops')).toContainText('It threw SocketError after 1 request');
    const run = page.locator('#connection-drops details').first();
    await expect(run.locator('summary')).toContainText('1 request');
    await run.locator('summary').click();
    await expect(run.getByRole('row')).toHaveCount(2);
  });

  test('the run of the case that a cell leads to lies open', async ({ page }) => {
    await page.goto('./clients/got-defaults/#no-hint');
    await expect(page.locator('#no-hint').getByText('429', { exact: true }).first()).toBeInViewport();
    await expect(page.locator('#status-500').getByRole('table')).toBeHidden();
    await page.goto('./exam/#case-no-hint');
    await expect(page.locator('#case-no-hint').getByText('Answers 429 without any header')).toBeInViewport();
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

test('on paper the whole table fits a sheet', async ({ page }) => {
  await page.setViewportSize({ width: 672, height: 986 });
  await page.goto('./clients/');
  const table = page.getByRole('table');
  const width = (): Promise<number> => table.evaluate((element) => element.getBoundingClientRect().right);
  expect(await width()).toBeGreaterThan(672);
  await page.emulateMedia({ media: 'print' });
  expect(await width()).toBeLessThanOrEqual(672);
});
