import type { Page } from '@playwright/test';
import { expect, test } from '../support/page-test.ts';
import { pressUntil } from '../support/press-until.ts';
import { findSandbox, GUIDE, type SandboxPart } from '../support/sandbox-page.ts';

/** Goes to a sandbox by its address, as a link would lead there; Tab goes on from it. */
async function startAt(page: Page, id: string): Promise<SandboxPart> {
  await page.goto(`${GUIDE}#${id}`);
  await expect(page.locator('code-sandbox:not(:defined)')).toHaveCount(0);
  return findSandbox(page, id);
}

const tabTo = pressUntil.bind(null, 'Tab');
const backTo = pressUntil.bind(null, 'Shift+Tab');

test.describe('by keyboard alone', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the first Tab offers to skip to the content, and the next goes on from there', async ({ page }) => {
    await page.goto(GUIDE);
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').getByRole('link').first()).toBeFocused();
  });

  test('the header switches the theme and leads to the errors', async ({ page, baseURL }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(GUIDE);
    await tabTo(page.getByRole('button', { name: 'Dark' }));
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await backTo(page.getByRole('link', { name: 'Find your error' }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${baseURL}#find-your-error`);
  });

  test('an error is found by typing a word of it', async ({ page }) => {
    await page.goto('./');
    const finder = page.locator('error-finder');
    const results = finder.getByRole('link');
    await tabTo(finder.getByRole('textbox'));
    const all = await results.count();
    await page.keyboard.type('overloaded');
    await expect(finder.getByRole('status')).toContainText('fit');
    await expect.poll(async () => (await results.count()) < all).toBe(true);
    await page.keyboard.press('Tab');
    await expect(results.first()).toBeFocused();
    const refusal = finder.locator('li:not([hidden]) a[href*="#"]').first();
    const href = await refusal.getAttribute('href');
    await tabTo(refusal);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.endsWith(href ?? 'no address'));
    await expect(page.locator(':target')).toBeInViewport();
  });

  for (const width of [390, 1280]) {
    test(`the contents at ${width} px lead to a section, and Tab goes on in it`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(GUIDE);
      if (width === 390) {
        await tabTo(page.locator('.toc summary'));
        await page.keyboard.press('Enter');
      }
      await tabTo(page.locator('.toc').getByRole('link', { name: 'Back off, up to a cap' }));
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { name: 'Back off, up to a cap' });
      await expect(heading).toBeInViewport();
      await page.keyboard.press('Tab');
      const isInSection = await heading.evaluate(
        (element) =>
          document.activeElement !== null &&
          (element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) > 0 &&
          document.activeElement.getBoundingClientRect().bottom <= innerHeight,
      );
      expect(isInSection).toBe(true);
    });
  }

  test('a sandbox: files, Run, an attempt and its HTTP, the table, numbers, Reset', async ({ page }) => {
    const { root, button, notice, expectState, status } = await startAt(page, 'fixed-with-retry');
    await tabTo(root.getByRole('tab', { name: 'fixed-with-retry.ts' }));
    await page.keyboard.press('End');
    await expect(root.getByRole('tab', { name: 'retry.ts', exact: true })).toBeFocused();
    await expect(root.getByRole('tabpanel')).toContainText('export async function fetchWithRetry');
    await page.keyboard.press('Home');
    await expect(root.getByRole('tabpanel')).toContainText('import { fetchWithRetry }');

    await tabTo(button('Run'));
    await page.keyboard.press('Enter');
    await expectState('succeeded');
    await expect(button('Run')).toBeFocused();

    await tabTo(root.locator('.attempt').first());
    await page.keyboard.press(' ');
    const raw = root.locator('.raw');
    await expect(raw.getByRole('heading')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(raw.getByRole('button', { name: 'Copy' })).toBeFocused();
    await tabTo(raw.getByRole('button', { name: 'Close' }));
    await page.keyboard.press('Enter');
    await expect(raw).toBeHidden();
    await expect(root.locator('.attempt').first()).toBeFocused();

    await tabTo(root.getByText('The same as a table'));
    await page.keyboard.press('Enter');
    await expect(root.getByRole('table')).toBeVisible();

    const number = root.locator('.number input').first();
    await tabTo(number);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('lots');
    await expect(number).toHaveAccessibleDescription(/“lots” is not a number/);
    await backTo(button('Run'));
    await page.keyboard.press('Enter');
    await expect(number).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('7');
    await backTo(button('Reset'));
    await page.keyboard.press('Enter');
    await expect(number).not.toHaveValue('7');
    await expect(status).toContainText('Succeeded');
    await tabTo(notice.getByRole('button', { name: 'Undo' }));
    await page.keyboard.press('Enter');
    await expect(number).toHaveValue('7');
    await expect(button('Reset')).toBeFocused();
  });

  test('code is edited, left, compared and copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { root, button, notice, editor, expectState } = await startAt(page, 'fixed-token');
    await tabTo(button('Edit'));
    await page.keyboard.press('Enter');
    await expect(editor).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(editor).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(button('Run')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine\n');
    await page.keyboard.press('Control+Enter');
    await expectState('succeeded');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Tab');
    await expect(button('Run')).toBeFocused();

    await backTo(button('Copy'));
    await page.keyboard.press('Enter');
    await expect(notice).toHaveText('Copied fixed-token.ts.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\/\/ mine\n/);

    await backTo(button('Changes'));
    await page.keyboard.press('Enter');
    await expect(root.locator('.changes ins')).toHaveText(['+ // mine']);
    await tabTo(root.getByRole('region', { name: 'Changes in fixed-token.ts' }));
    await backTo(button('Changes'));
    await page.keyboard.press('Enter');
    await expect(editor).toBeVisible();
  });

  test('a failure leads to its line', async ({ page }) => {
    const { root, button, editor, expectState } = await startAt(page, 'fixed-token');
    await tabTo(button('Edit'));
    await page.keyboard.press('Enter');
    await expect(editor).toBeFocused();
    await page.keyboard.type('undefinedThing();\n');
    await page.keyboard.press('Control+Enter');
    await expectState('failed');
    await page.keyboard.press('Escape');
    await tabTo(button('Go to fixed-token.ts, line 1'));
    await page.keyboard.press('Enter');
    await expect(editor).toBeFocused();
    await expect(root.getByRole('tabpanel')).toBeInViewport();
  });

  test('a live figure and the calculator answer to typed numbers', async ({ page }) => {
    await page.goto(`${GUIDE}#fixed-window`);
    const figure = page.locator('limiter-figure#figure-fixed-window');
    const sentence = figure.getByRole('status');
    const before = await sentence.innerText();
    await tabTo(figure.getByRole('spinbutton', { name: 'Limit' }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('0');
    // What stands there is still of the number before.
    await expect(sentence).toHaveCSS('opacity', '0.4');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1');
    await expect(sentence).not.toHaveText(before);
    await expect(sentence).toHaveCSS('opacity', '1');
    await tabTo(figure.getByRole('button', { name: 'Reset' }));
    await page.keyboard.press('Enter');
    await expect(sentence).toHaveText(before);
    await tabTo(figure.getByText('The same as a table'));
    await page.keyboard.press('Enter');
    await expect(figure.getByRole('table')).toBeVisible();

    await page.goto(`${GUIDE}#when-to-buy-more`);
    const part = page.locator('buy-more').getByRole('region').first();
    const advice = part.getByRole('status');
    const was = await advice.innerText();
    await tabTo(part.getByRole('spinbutton').first());
    await page.keyboard.press('Control+A');
    await page.keyboard.type('0');
    await expect(advice.locator('dl')).toHaveCSS('opacity', '0.4');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('12000');
    await expect(advice.locator('dl')).toHaveCSS('opacity', '1');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('0');
    await expect(advice).not.toHaveText(was, { useInnerText: true });
    await tabTo(part.getByRole('button', { name: 'Reset' }));
    await page.keyboard.press('Enter');
    await expect(advice).toHaveText(was, { useInnerText: true });
  });
});

test('a run is paused, stepped, scrubbed, sped up and stopped by keyboard alone', async ({ page }) => {
  await page.clock.install({ time: 0 });
  const { root, button, expectState, status } = await startAt(page, 'fixed-backoff');
  await page.clock.pauseAt(60_000);
  const soFar = root.locator('.so-far');
  const begin = async (): Promise<void> => {
    await page.keyboard.press('Enter');
    await expect(soFar).toContainText('Running for 0 ms', { timeout: 15_000 });
  };
  await tabTo(button('Run'));
  await begin();
  await page.clock.runFor(1500);
  await tabTo(button('Pause'));
  await page.keyboard.press(' ');
  await expect(button('Play')).toBeFocused();
  const paused = await soFar.innerText();
  await page.clock.runFor(1500);
  expect(await soFar.innerText()).toBe(paused);

  await tabTo(button('Next event'));
  await page.keyboard.press('Enter');
  await expect(soFar).not.toHaveText(paused, { useInnerText: true });
  await backTo(root.getByRole('slider', { name: 'Time' }));
  await page.keyboard.press('Home');
  await expect(soFar).toContainText('Running for 0 ms');
  await page.keyboard.press('End');
  await expect(status).toContainText('Succeeded');

  await backTo(button('Run'));
  await begin();
  await backTo(button('Stop'));
  await page.keyboard.press('Enter');
  await expectState('stopped');
  await expect(button('Run')).toBeFocused();

  const speed = root.getByRole('combobox', { name: 'Speed' });
  await tabTo(speed);
  await page.keyboard.press('End');
  await expect(speed).toHaveValue('instant');
  await backTo(button('Run'));
  await page.keyboard.press('Enter');
  await expectState('succeeded');
});
