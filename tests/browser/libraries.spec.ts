import { readFileSync } from 'node:fs';
import type { ScorecardFile } from '../../src/schemas/scorecard-schema.ts';
import { expect, test } from '../support/page-test.ts';

const { examined } = JSON.parse(readFileSync('src/content/scorecard.json', 'utf8')) as ScorecardFile;
const best = examined.filter(({ settings }) => settings === 'best');

test('each library says what it fails with its best settings, as the scorecard has it', async ({ page }) => {
  expect(best).toHaveLength(8);
  await page.goto('./libraries/');
  for (const { id, client, cases } of best) {
    const library = page.locator(`[id="${client}"]`);
    const failed = cases.filter(({ grade }) => grade.kind === 'fail').map((one) => one.id);
    const passed = cases.filter(({ grade }) => grade.kind === 'pass').length;
    await expect(library, id).toContainText(`it passes ${passed} of the `);
    const before = examined.find((one) => one.client === client && one.settings === 'defaults')?.cases ?? [];
    const passedBefore = before.filter(({ grade }) => grade.kind === 'pass').map((one) => one.id);
    expect(passed, `${id} is better than its defaults`).toBeGreaterThan(passedBefore.length);
    const lost = passedBefore.filter((one) => failed.includes(one)).length;
    await expect(library.getByText(/^As it comes it passes/), id).toHaveCount(lost > 0 ? 1 : 0);
    const links = library.locator('ul:not(.notes) > li a');
    const places = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).hash));
    expect(places.sort(), id).toEqual(failed.map((one) => `#${one}`).sort());
  }
});

test('what documents each setting is a link beside the code', async ({ page }) => {
  await page.goto('./libraries/');
  const libraries = page.locator('.library');
  await expect(libraries).toHaveCount(12);
  for (const library of await libraries.all()) {
    const code = await library.locator('pre').first().innerText();
    const said = [...code.matchAll(/^\s*(?:\/\/|#) .* (https:\/\/\S+)$/gm)].map(([, url]) => url);
    expect(said.length).toBeGreaterThan(0);
    const links = library.locator('.notes a');
    await expect(links.first()).toBeHidden();
    await library.getByText('What documents each setting').click();
    await expect(links.first()).toBeVisible();
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(said);
  }
});

test('the settings of a library are copied as the exam had them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./libraries/');
  await page.locator('#ky').getByRole('button', { name: 'Copy' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(readFileSync('src/clients/ky/best.ts', 'utf8'));
});
