import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/page-test.ts';
import { findSandbox, goToSandbox, GUIDE, openSandbox } from '../support/sandbox-page.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('what was typed runs, by Ctrl+Enter too', async ({ page }) => {
  const sandbox = await openSandbox(page, 'fixed-token');
  await sandbox.button('Edit').click();
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('console.log("typed");\n');
  await page.keyboard.press('Control+Enter');
  await sandbox.expectState('succeeded');
  await expect(sandbox.console).toContainText('typed');
});

test('Tab leaves the editor until something was typed, then indents; Escape frees it', async ({ page }) => {
  const sandbox = await openSandbox(page, 'fixed-token');
  const help = sandbox.root.locator('.editor-help');
  await sandbox.button('Edit').click();
  await expect(help).toContainText('Tab leaves the editor');
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).not.toBeFocused();

  await sandbox.button('Edit').press('Enter');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
  await expect(help).toContainText('press Escape, then Tab');
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).toBeFocused();
  await expect(sandbox.editor).toContainText(/^ {2}x/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).not.toBeFocused();

  await sandbox.editor.click();
  await expect(help).toContainText('press Escape, then Tab');
});

test('an edit outlives a reload, can be compared, reset, and brought back', async ({ page }) => {
  await openSandbox(page, 'fixed-token');
  let sandbox = findSandbox(page, 'fixed-token');
  await sandbox.button('Edit').click();
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// mine\n');
  await page.reload();
  sandbox = await goToSandbox(page, 'fixed-token');
  await expect(sandbox.root.getByRole('tabpanel')).toContainText('// mine');
  await expect(sandbox.root.locator('figcaption')).toHaveText('The code or the numbers have changed since this run.');

  await sandbox.button('Changes').click();
  await expect(sandbox.root.locator('.changes ins')).toHaveText(['+ // mine']);
  await expect(sandbox.root.locator('.changes del')).toHaveCount(0);
  await sandbox.button('Reset').click();
  await expect(sandbox.root.getByRole('tabpanel')).not.toContainText('// mine');
  await expect(sandbox.button('Changes')).toBeHidden();
  await sandbox.button('Undo').click();
  await expect(sandbox.root.getByRole('tabpanel')).toContainText('// mine');
});

test('a reset can be undone until something else is changed, so that nothing newer is lost', async ({ page }) => {
  const sandbox = await openSandbox(page, 'fixed-token');
  await sandbox.button('Edit').click();
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// first\n');
  await sandbox.button('Reset').click();
  await expect(sandbox.button('Undo')).toBeVisible();
  await sandbox.editor.focus();
  await page.keyboard.type('// second\n');
  await expect(sandbox.button('Undo')).toBeHidden();
  await expect(sandbox.editor).toContainText('// second');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('Changes are shown where the reader is, and so is the code after them', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-herd');
    await sandbox.button('Edit').click();
    await expect(sandbox.editor).toBeFocused();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine\n');
    await sandbox.root.getByText('Seed').scrollIntoViewIfNeeded();
    await sandbox.button('Changes').click();
    await expect(sandbox.root.locator('.changes ins')).toBeInViewport();
    await sandbox.button('Reset').click();
    await expect(sandbox.root.locator('.files')).toBeInViewport();
  });
});

test('a number that is none is explained, kept, and in the way of a run', async ({ page }) => {
  let sandbox = await openSandbox(page, 'fixed-token');
  await sandbox.root.getByLabel('Limit without a token').fill('lots');
  await expect(sandbox.root.getByText('“lots” is not a number.')).toBeVisible();
  await page.reload();
  sandbox = await goToSandbox(page, 'fixed-token');
  const limit = sandbox.root.getByLabel('Limit without a token');
  await expect(limit).toHaveValue('lots');
  await expect(limit).toHaveAccessibleDescription(/“lots” is not a number/);
  await sandbox.button('Run').click();
  await expect(limit).toBeFocused();
  await expect(sandbox.notice).toHaveText(
    'Failed to run: mend “Limit without a token” first. The field says what it must be.',
  );
  await limit.fill('7');
  await expect(sandbox.root.locator('.problem')).toHaveCount(0);
  await sandbox.button('Run').click();
  await sandbox.expectState('succeeded');
});

test('a changed number changes the run', async ({ page }) => {
  const sandbox = await openSandbox(page, 'broken-concurrency');
  await expect(sandbox.status).toContainText('4 of 12 calls succeeded');
  await sandbox.root.getByLabel('Slots').fill('12');
  await sandbox.button('Run').click();
  await sandbox.expectState('succeeded');
  await expect(sandbox.status).toContainText('12 of 12 calls succeeded');
});

test('whatever lies in the storage, the sandbox works', async ({ page }) => {
  await page.goto(GUIDE);
  await page.evaluate(() => {
    const key = `sandbox:${location.pathname}#fixed-token`;
    sessionStorage.setItem(
      key,
      JSON.stringify({ version: 1, files: { 'fixed-token.ts': 7, 'x.ts': '' }, numbers: [] }),
    );
    sessionStorage.setItem(key.replace('fixed-token', 'broken-token'), '{"version":1,');
  });
  await page.reload();
  for (const id of ['fixed-token', 'broken-token']) {
    const sandbox = findSandbox(page, id);
    await expect(sandbox.root.getByRole('tab')).toHaveCount(1);
    await expect(sandbox.root.locator('figcaption')).toHaveText('Recorded when this page was built.');
  }
});

test('Copy copies what is shown now, and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const sandbox = await openSandbox(page, 'fixed-with-retry');
  await sandbox.root.getByRole('tab', { name: 'retry.ts', exact: true }).click();
  await sandbox.button('Copy').click();
  await expect(sandbox.notice).toHaveText('Copied retry.ts.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await readFile('src/content/fixes/retry/retry.ts', 'utf8'));
});

test('the tabs are tabs, by arrow keys', async ({ page }) => {
  const sandbox = await openSandbox(page, 'fixed-with-retry');
  await sandbox.root.getByRole('tab', { name: 'fixed-with-retry.ts' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(sandbox.root.getByRole('tab', { name: 'retry.ts', exact: true })).toBeFocused();
  await expect(sandbox.root.getByRole('tabpanel')).toContainText('export async function fetchWithRetry');
});

test('editing stays possible when the editor can’t be loaded', async ({ page }) => {
  await page.route('**/codemirror-editor*', (route) => route.abort());
  const sandbox = await openSandbox(page, 'fixed-token');
  await sandbox.button('Edit').click();
  await expect(sandbox.notice).toContainText('could not be loaded');
  await expect(sandbox.editor).toBeFocused();
  await sandbox.editor.fill('console.log("plain");\n');
  await sandbox.button('Run').click();
  await sandbox.expectState('succeeded');
  await expect(sandbox.console).toContainText('plain');
});

test('a lost connection is told in a sentence, and the recorded run stands', async ({ page, context }) => {
  const sandbox = await openSandbox(page, 'fixed-token');
  const summary = await sandbox.status.innerText();
  await context.setOffline(true);
  await sandbox.button('Run').click();
  await expect(sandbox.notice).toContainText('Check your connection');
  await expect(sandbox.status).toHaveText(summary, { useInnerText: true });
  await sandbox.expectState('idle');
});
