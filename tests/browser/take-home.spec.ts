import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { isTest, testOf } from '../../src/fixes/file-names.ts';
import { readHomepage } from '../../src/fixes/homepage.ts';
import { readFix } from '../../src/fixes/read-fix.ts';
import { itemName, type RegistryCatalogue, type RegistryItem } from '../../src/fixes/registry.ts';
import { expect, test } from '../support/page-test.ts';
import { GUIDE } from '../support/sandbox-page.ts';

const FIXES = 'src/content/fixes';
const files = globSync('*/*.{ts,py}', { cwd: FIXES }).sort();
const diskText = (path: string): string => readFileSync(`${FIXES}/${path}`, 'utf8');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** What the registry says, of which nothing is known before it is looked at. */
async function readJson(page: Page, address: string): Promise<unknown> {
  return JSON.parse(await (await page.request.get(address)).text());
}

test('finds files to take home', () => {
  expect(files.filter((path) => !isTest(basename(path))).length).toBeGreaterThan(2);
});

for (const fix of new Set(files.map(dirname))) {
  test(`the files of ${fix} are the same on its page, from their buttons, at their addresses and in the project`, async ({
    page,
  }) => {
    await page.goto(`./fixes/${fix}/`);
    // A test is folded away until somebody wants it.
    await page.locator('summary').evaluateAll((all: HTMLElement[]) => all.forEach((summary) => summary.click()));
    for (const path of files.filter((each) => dirname(each) === fix)) {
      const [name, text] = [basename(path), diskText(path)];
      const figure = page.locator('figure.code-file').filter({ has: page.getByText(name, { exact: true }) });
      expect(`${await figure.locator('pre code').textContent()}\n`).toBe(text);
      await figure.getByRole('button', { name: 'Copy' }).click();
      await expect.poll(() => clipboard(page), { message: `what Copy copies of ${name}` }).toBe(text);

      const link = page.getByRole('link', { name, exact: true });
      await expect(link).toHaveAttribute('download', name);
      const raw = await page.request.get((await link.getAttribute('href')) ?? '');
      expect(await raw.text()).toBe(text);
    }
  });
}

test('the registry has every file as it lies in the project, with its test', async ({ page }) => {
  for (const path of files.filter((each) => !isTest(basename(each)))) {
    const item = (await readJson(page, `./r/${itemName(basename(path))}.json`)) as RegistryItem;
    const [newest] = readFix(FIXES, dirname(path)).versions;
    expect(item.type).toBe('registry:item');
    expect(item.meta['version']).toBe(newest?.version);
    expect(`sha256:${item.meta['sha256']}`).toBe(newest?.files?.[basename(path)]?.text);
    expect(item.files.map((file) => file.path)).toEqual([path, `${dirname(path)}/${testOf(basename(path))}`]);
    for (const file of item.files) {
      expect(file.type).toBe('registry:file');
      expect(file.target).toMatch(/^~\/(?:src\/lib\/)?[\w.-]+$/);
      expect(file.content).toBe(diskText(file.path));
    }
  }
});

test('the catalogue lists every item, without its content', async ({ page }) => {
  const catalogue = (await readJson(page, './r/registry.json')) as RegistryCatalogue;
  const names = files.map((path) => basename(path)).filter((name) => !isTest(name));
  expect(catalogue.items.map(({ name }) => name).sort()).toEqual(names.map(itemName).sort());
  expect(catalogue.homepage).toBe(readHomepage());
  for (const { files: listed } of catalogue.items)
    for (const file of listed) expect(file).not.toHaveProperty('content');
});

test('a snippet of the guide runs the file that its reader takes home', async ({ page }) => {
  await page.goto(GUIDE);
  const sandbox = page.locator('code-sandbox#fixed-with-retry');
  await sandbox.scrollIntoViewIfNeeded();
  const run = await sandbox.evaluate(
    (element) => (Reflect.get(element, 'files') as Record<string, string>)['retry.ts'],
  );
  expect(run).toBe(diskText('retry/retry.ts'));
});

test('commands name the address that the page is served from, and go to the clipboard without a line break', async ({
  page,
  baseURL,
}) => {
  await page.goto('./fixes/retry/');
  const command = page.locator('figure.command').filter({ hasText: 'shadcn' }).first();
  const text = `npx shadcn@latest add ${new URL('r/retry.json', baseURL).href}`;
  await expect(command.locator('code')).toHaveText(text);
  await command.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => clipboard(page)).toBe(text);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('commands name the address at which the site is published', async ({ page }) => {
    await page.goto('./fixes/retry/');
    const raw = `${readHomepage()}fixes/retry`;
    await expect(page.locator('figure.command code').first()).toHaveText(
      `curl -O ${raw}/retry.ts -O ${raw}/retry.test.ts`,
    );
  });
});
