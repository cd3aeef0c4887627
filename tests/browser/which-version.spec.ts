import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { withoutStamp } from '../../src/fixes/stamp.ts';
import { expect, test } from '../support/page-test.ts';

const retry = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');

async function ask(page: Page, text: string): Promise<void> {
  await page.goto('./fixes/#which-version');
  await page.getByLabel('Your copy').fill(text);
  await page.getByRole('button', { name: 'Which version' }).click();
}

const verdict = (page: Page) => page.locator('which-version .verdict');

test('of the current file it says that there is nothing to change', async ({ page }) => {
  await ask(page, retry);
  await expect(verdict(page)).toHaveText(/^This is retry\.ts of retry \d+\.\d+\.\d+ of .*, as it was published\.$/);
  await expect(page.getByText('there is nothing to change.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Changes in retry.ts' })).toHaveCount(0);
});

test('of a copy that was laid out anew it knows the code', async ({ page }) => {
  await ask(page, withoutStamp(retry).replaceAll("'", '"').replaceAll('\n  ', '\n\t').replaceAll(';\n', '\n'));
  await expect(verdict(page)).toHaveText(/laid out anew or with other comments, but with the same code\.$/);
});

test('of an edited copy it shows what differs from the current file, and no more', async ({ page }) => {
  await ask(page, retry.replace('initialDelayMs = 500', 'initialDelayMs = 900').replaceAll("'", '"'));
  await expect(verdict(page)).toHaveText(/, edited since\.$/);
  const changes = page.getByRole('region', { name: 'Changes in retry.ts' });
  await expect(changes.locator('del')).toHaveText([/initialDelayMs = 900/]);
  await expect(changes.locator('ins')).toHaveText([/initialDelayMs = 500/]);
});

for (const [name, file, version] of [
  ['retry', 'retry.ts', '0.9.0'],
  ['retry', 'retry.ts', '1.0.0'],
  ['retry', 'retry_httpx.py', '1.0.0'],
] as const) {
  test(`an old ${file}, as it was published, is known as ${version}, with what changed since`, async ({ page }) => {
    const old = readFileSync(`tests/support/old-fixes/${file.replace(/\.\w+$/, '')}-${version}.txt`, 'utf8');
    await ask(page, old);
    await expect(verdict(page)).toHaveText(
      new RegExp(`^This is ${file} of ${name} ${version.replaceAll('.', '\\.')} of .*, as it was published\\.$`),
    );
    const answer = page.locator('which-version .answer');
    await expect(answer.getByRole('heading', { name: `What changed since ${version}` })).toBeVisible();
    await expect(answer.locator('li').filter({ hasText: /^1\.1\.0 of / })).toHaveCount(1);
    await expect(answer.locator('li').filter({ hasText: `${version} of ` })).toHaveCount(0);
    await expect(page.getByRole('region', { name: `Changes in ${file}` }).locator('ins')).not.toHaveCount(0);
  });
}

test('of a copy whose header was given another hash it says so', async ({ page }) => {
  const other = retry
    .replace(/sha256:\w+/, 'sha256:0000000000000000')
    .replace('initialDelayMs = 500', 'initialDelayMs = 900');
  await ask(page, other);
  await expect(verdict(page)).toHaveText(
    /edited\. Its header says \d+\.\d+\.\d+, with a hash that no version of that number had, so nobody can tell which it was\.$/,
  );
});

test('of a copy that is edited and has lost its header it knows the file', async ({ page }) => {
  await ask(page, withoutStamp(retry).replace('initialDelayMs = 500', 'initialDelayMs = 900'));
  await expect(verdict(page)).toHaveText(
    'This is retry.ts of retry, edited. It has no header of ours, so nobody can tell which it was.',
  );
  await expect(page.locator('which-version li')).not.toHaveCount(0);
});

for (const [what, text, sentence] of [
  ['more than any file', `${'const a = 1; '.repeat(100)}\n`.repeat(200), /261 kB of text/],
  [
    'markup',
    '<img src=x onerror="document.title = `run`"><script>document.title = `run`</script>',
    /no header of ours/,
  ],
  ['a quarter of a million quotes', `\\'"`.repeat(60_000), /no header of ours/],
  [
    'half of a fix, and a lot more',
    retry.slice(0, 9_000) + `${'{};'.repeat(60)}\n`.repeat(1_000),
    /is retry\.ts of retry/,
  ],
] as const) {
  test(`of ${what} it has a sentence, soon`, async ({ page }) => {
    await ask(page, text);
    await expect(verdict(page)).toHaveText(sentence, { timeout: 5_000 });
    await expect(page).toHaveTitle(/Fixes to take home/);
  });
}

test('a paste is answered at once, and the answer is that of the last one', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./fixes/');
  await page.evaluate((text) => navigator.clipboard.writeText(text), retry);
  await page.getByLabel('Your copy').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(verdict(page)).toHaveText(/^This is retry\.ts of retry/);
  await page.getByLabel('Your copy').fill('');
  await page.getByRole('button', { name: 'Which version' }).press('Enter');
  await expect(verdict(page)).toHaveText(/^Paste the whole file first/);
  await expect(page.locator('which-version .answer')).toBeEmpty();
});

test('without the list of versions it says so, and asks again when told to', async ({ page }) => {
  await page.route('**/fixes/versions.json', (route) => route.abort());
  await ask(page, retry);
  await expect(verdict(page)).toHaveText(/could not be loaded\. Look at your connection/);
  await page.unroute('**/fixes/versions.json');
  await page.getByRole('button', { name: 'Which version' }).click();
  await expect(verdict(page)).toHaveText(/^This is retry\.ts/);
});
