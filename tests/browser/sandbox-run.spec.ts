import type { Page } from '@playwright/test';
import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { RunEndEvent } from '../../src/sandbox/element/element-types.ts';
import { expect, test } from '../support/page-test.ts';
import { findSandbox, openSandbox, setCode, type SandboxPart } from '../support/sandbox-page.ts';

test.describe('at once', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a run shows what the build recorded', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-backoff');
    const summary = await sandbox.status.innerText();
    const lines = await sandbox.console.innerText();
    const attempts = await sandbox.root.locator('.attempt').count();
    await sandbox.button('Run').click();
    await sandbox.expectState('succeeded');
    await expect(sandbox.root.locator('figcaption')).toHaveText('Your run.');
    await expect(sandbox.status).toHaveText(summary, { useInnerText: true });
    expect(await sandbox.console.innerText()).toBe(lines);
    await expect(sandbox.root.locator('.attempt')).toHaveCount(attempts);
  });

  test('an attempt opens to its raw HTTP by keyboard, and gives the focus back', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-backoff');
    const [first, second] = [sandbox.root.locator('.attempt').nth(0), sandbox.root.locator('.attempt').nth(1)];
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await expect(second).toBeFocused();
    await page.keyboard.press('Enter');
    const raw = sandbox.root.locator('.raw');
    await expect(raw).toContainText('POST /generate HTTP/1.1');
    await expect(raw).toContainText('HTTP/1.1 429 Too Many Requests');
    await expect(raw).toContainText(/authorization: Bearer \W+\n/);
    await expect(raw).not.toContainText('hf_your_token_here');
    await expect(raw.getByRole('heading')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(raw).toBeHidden();
    await expect(second).toBeFocused();
  });

  test('a failure names the error, the file and the line, and leads there', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-with-retry');
    await setCode(sandbox, 'console.log(1);\n\nundefinedThing();\n');
    await sandbox.button('Run').click();
    await sandbox.expectState('failed');
    await expect(sandbox.status).toContainText('Failed with ReferenceError in main.ts, line 3');
    await expect(sandbox.console).toContainText('ReferenceError');
    await expect(sandbox.root.locator('.failed-line')).toHaveText('undefinedThing();');
    await sandbox.button('Go to main.ts, line 3').click();
    await expect(sandbox.root.getByRole('tab', { name: 'main.ts' })).toHaveAttribute('aria-selected', 'true');
  });

  test('code that does not compile is a failure too', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-with-retry');
    await setCode(sandbox, 'const a = 1;\nconst = 2;\n');
    await sandbox.button('Run').click();
    await sandbox.expectState('failed');
    await expect(sandbox.status).toContainText('SyntaxError in main.ts, line 2');
  });

  test('Stop ends an endless loop, and the next run is clean', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-with-retry');
    await setCode(sandbox, 'console.log("begun");\nwhile (true) {}\n');
    await sandbox.button('Run').click();
    // What still stands there is the run before.
    await expect(sandbox.console).toHaveCSS('opacity', '0.35');
    await sandbox.button('Stop').click();
    await sandbox.expectState('stopped');
    await expect(sandbox.console).toHaveCSS('opacity', '1');
    await expect(sandbox.status).toHaveText(/Stopped at 0\sms of virtual time/);
    await expect(sandbox.button('Run')).toBeFocused();
    await setCode(sandbox, 'console.log("anew");\n');
    await sandbox.button('Run').click();
    await sandbox.expectState('succeeded');
    await expect(sandbox.console).toHaveText(/anew/);
    await expect(sandbox.console).not.toContainText('begun');
  });

  test('a flood of log lines is not read aloud line by line', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-with-retry');
    await setCode(sandbox, 'for (let i = 0; i < 500; i++) console.log(i);\n');
    await sandbox.button('Run').click();
    await sandbox.expectState('succeeded');
    await expect(sandbox.console).toHaveAttribute('aria-live', 'off');
    await expect(sandbox.console.locator('.line')).toHaveCount(500);
  });

  test('a page that may keep nothing runs all the same', async ({ page }) => {
    await page.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get, configurable: true });
    });
    const sandbox = await openSandbox(page, 'fixed-backoff');
    await sandbox.button('Run').click();
    await sandbox.expectState('succeeded');
  });

  test('scripts get the trace, as the promise and as an event', async ({ page }) => {
    const sandbox = await openSandbox(page, 'broken-token');
    const seen = await sandbox.root.evaluate(async (element: CodeSandbox) => {
      const heard: unknown[] = [];
      const isRunEnd = (event: Event): event is RunEndEvent => event instanceof CustomEvent;
      element.addEventListener('run-end', (event) => heard.push(isRunEnd(event) && event.detail.trace));
      const before = element.trace;
      const trace = await element.run({ speed: 'instant' });
      const same = JSON.stringify(trace) === JSON.stringify(await element.recorded());
      return { before, same, heard: heard.length === 1 && heard[0] === trace, kept: element.trace === trace };
    });
    expect(seen).toEqual({ before: undefined, same: true, heard: true, kept: true });
  });
});

test.describe('with its playback', () => {
  const begin = async (page: Page, id: string): Promise<SandboxPart> => {
    await page.clock.install({ time: 0 });
    const sandbox = await openSandbox(page, id);
    await page.clock.pauseAt(60_000);
    await sandbox.button('Run').click();
    await expect(sandbox.root.locator('.so-far')).toContainText('Running for 0 ms', { timeout: 15_000 });
    return sandbox;
  };

  test('a run is played in six seconds, and says only at its end how it ended', async ({ page }) => {
    const sandbox = await begin(page, 'fixed-backoff');
    await page.clock.runFor(3000);
    await expect(sandbox.root.locator('.so-far')).toContainText(/Running for 12\.\d\ss/);
    await expect(sandbox.status).toBeEmpty();
    await sandbox.expectState('running');
    await page.clock.runFor(3500);
    await sandbox.expectState('succeeded');
    await expect(sandbox.status).toContainText('Succeeded on attempt');
    await expect(sandbox.root.locator('.so-far')).toBeEmpty();
  });

  test('Stop ends the run where its playback is', async ({ page }) => {
    const sandbox = await begin(page, 'fixed-backoff');
    await page.clock.runFor(3000);
    await sandbox.button('Stop').click();
    await sandbox.expectState('stopped');
    await page.clock.runFor(100);
    await expect(sandbox.status).toContainText(/Stopped at 12\.\d\ss of virtual time/);
    const last = await sandbox.root.evaluate((element: CodeSandbox) => element.trace?.events.at(-1));
    expect(last).toMatchObject({ kind: 'end', outcome: 'stopped' });
  });

  test('a second Run, in another sandbox, stops the first', async ({ page }) => {
    const first = await begin(page, 'fixed-backoff');
    const second = findSandbox(page, 'fixed-token');
    await second.button('Run').click();
    await first.expectState('stopped');
    await expect(first.root.locator('.notice')).toHaveText('Stopped, since another sandbox of this page was run.');
    await second.expectState('running');
    await expect(second.root.locator('.notice')).toBeEmpty();
  });

  test('scrubbing shows each instant as it was, in the recorded run too', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-backoff');
    const end = await sandbox.console.innerText();
    const slider = sandbox.root.getByRole('slider', { name: 'Time' });
    await sandbox.button('Back one event').click();
    await expect(sandbox.root.locator('.so-far')).toContainText('Running for');
    await slider.fill('0');
    await expect(sandbox.console.locator('.line:not(.is-future)')).toHaveCount(0);
    await slider.focus();
    for (const shown of [0, 1]) {
      await expect(sandbox.console.locator('.line:not(.is-future)')).toHaveCount(shown);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('End');
    expect(await sandbox.console.innerText()).toBe(end);
    await expect(sandbox.status).toContainText('Succeeded');
  });

  test('an open attempt and the stop of Tab follow the instant that is shown', async ({ page }) => {
    const sandbox = await openSandbox(page, 'fixed-backoff');
    const slider = sandbox.root.getByRole('slider', { name: 'Time' });
    const raw = sandbox.root.locator('.raw');
    const stop = sandbox.root.locator('.attempt[tabindex="0"]');
    await sandbox.root.locator('.attempt').nth(1).press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(raw.getByRole('heading')).toHaveText('Request 3: 429');
    await expect(stop).toHaveAttribute('data-id', '3');
    // Sent at 3.1 s and refused 50 ms later.
    await slider.fill('3120');
    await expect(raw.getByRole('heading')).toHaveText(/^Request 3: (?!429)/);
    await expect(raw).not.toContainText('overloaded');
    await slider.fill('1080');
    await expect(raw).toBeHidden();
    await expect(stop).toHaveAttribute('data-id', '2');
    await slider.fill('0');
    await expect(stop).toHaveAttribute('data-id', '1');
    await slider.fill('25000');
    await expect(stop).toHaveAttribute('data-id', '1');
  });
});
