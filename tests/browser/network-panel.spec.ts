import type { Page } from '@playwright/test';
import { expect, test } from '../support/page-test.ts';
import { goToSandbox, openSandbox, type SandboxPart } from '../support/sandbox-page.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const networkSwitch = ({ root }: SandboxPart) => root.getByRole('switch', { name: 'Show in Network panel' });
const countWorkers = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
/** The service worker serves the page. */
const expectReady = (sandbox: SandboxPart): Promise<void> =>
  expect(networkSwitch(sandbox)).toHaveAccessibleDescription(/choose Network, and run.*tokens are masked/, {
    timeout: 20_000,
  });
/** The browser may take seconds to let one go while it checks whether its script has changed. */
const expectWorkers = (page: Page, count: number): Promise<void> =>
  expect.poll(() => countWorkers(page), { timeout: 20_000 }).toBe(count);

/** What the browser tells of each request to the mock endpoint. */
function watchNetwork(page: Page): string[] {
  const seen: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/__endpoint/')) return;
    const { authorization = 'no token' } = response.request().headers();
    const by = response.fromServiceWorker() ? 'service worker' : 'server';
    seen.push(`${response.request().method()} ${response.status()} by ${by}, ${authorization}`);
  });
  return seen;
}

test('by keyboard, with a word on where to look, and the 429s are there', async ({ page }) => {
  const seen = watchNetwork(page);
  const sandbox = await openSandbox(page, 'fixed-backoff');
  await networkSwitch(sandbox).focus();
  await page.keyboard.press('Space');
  await expect(networkSwitch(sandbox)).toBeChecked();
  await expectReady(sandbox);
  await sandbox.button('Run').click();
  await sandbox.expectState('succeeded');
  const refused = 'POST 429 by service worker, Bearer ****';
  expect(seen).toEqual([...Array<string>(7).fill(refused), 'POST 200 by service worker, Bearer ****']);
});

test('one switch for the page: the others follow, before and after they were used', async ({ page }) => {
  const seen = watchNetwork(page);
  const first = await openSandbox(page, 'fixed-backoff');
  const second = await goToSandbox(page, 'broken-token');
  await networkSwitch(first).click();
  await expect(networkSwitch(second)).toBeChecked();
  await second.button('Run').click();
  await second.expectState('failed');
  expect(seen).toContain('GET 429 by service worker, no token');
  await networkSwitch(second).click();
  await expect(networkSwitch(first)).not.toBeChecked();
  await expect(first.root.locator('.network-note')).toBeEmpty();
  await expectWorkers(page, 0);
});

test('the switch outlives a reload, and off takes away what was left', async ({ page }) => {
  const sandbox = await openSandbox(page, 'broken-token');
  await networkSwitch(sandbox).click();
  await expectReady(sandbox);
  await page.reload();
  await expect(networkSwitch(sandbox)).toBeChecked();
  const seen = watchNetwork(page);
  await sandbox.button('Run').click();
  await sandbox.expectState('failed');
  expect(seen).toContain('GET 429 by service worker, no token');
  await page.reload();
  await networkSwitch(sandbox).click();
  await expect(networkSwitch(sandbox)).not.toBeChecked();
  await expectWorkers(page, 0);
});

test('after a hard reload it works as well', async ({ page, context }) => {
  const sandbox = await openSandbox(page, 'broken-token');
  await networkSwitch(sandbox).click();
  await expectReady(sandbox);
  const devTools = await context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await devTools.send('Page.reload', { ignoreCache: true });
  await loaded;
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  const seen = watchNetwork(page);
  await sandbox.button('Run').click();
  await sandbox.expectState('failed');
  expect(seen).toContain('GET 429 by service worker, no token');
});

test('a service worker that the browser put to sleep wakes up for the next run', async ({ page, context }) => {
  const sandbox = await openSandbox(page, 'broken-token');
  await networkSwitch(sandbox).click();
  await expectReady(sandbox);
  const devTools = await context.newCDPSession(page);
  await devTools.send('ServiceWorker.enable');
  await devTools.send('ServiceWorker.stopAllWorkers');
  const seen = watchNetwork(page);
  await sandbox.button('Run').click();
  await sandbox.expectState('failed');
  expect(seen).toContain('GET 429 by service worker, no token');
  await expectReady(sandbox);
});

test('nothing of it is loaded before the switch is turned on', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
  const sandbox = await openSandbox(page, 'broken-token');
  await sandbox.button('Run').click();
  await sandbox.expectState('failed');
  const isPart = (path: string): boolean => path.includes('network-panel');
  expect(await countWorkers(page)).toBe(0);
  expect(scripts.filter(isPart)).toEqual([]);
  await networkSwitch(sandbox).click();
  await expect.poll(() => scripts.filter(isPart)).not.toEqual([]);
});
