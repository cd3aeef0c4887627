import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { consoleHtml } from '../../src/sandbox/trace/console-html.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import { summarizeParts } from '../../src/sandbox/trace/summary.ts';
import { pagesToLookAt } from '../support/built-pages.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { expect, test } from '../support/page-test.ts';
import { builtFile } from '../support/reading-path.ts';
import { GUIDE } from '../support/sandbox-page.ts';

test.use({ javaScriptEnabled: false });
ensureBuilt();

/** What a page shows that waits for a script, or that would answer to nobody. */
function residue(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(
      document.querySelectorAll(
        'button, input, select, textarea, form, progress, [aria-busy], .needs-js, [role=slider]',
      ),
    )
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

for (const path of pagesToLookAt()) {
  test(`/${path} has no control that would do nothing, follows the system's theme, and is not wider than a phone`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`./${path}`);
    expect(await residue(page)).toEqual([]);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await paper();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper()).not.toBe(light);
  });
}

/** What a sandbox shows, by its text. */
interface Shown {
  readonly recordedUrl: string;
  readonly files: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  readonly summary: string;
}

function readSandboxes(page: Page): Promise<Shown[]> {
  return page.locator('code-sandbox').evaluateAll((sandboxes) => {
    const seen = (element: Element | null): string =>
      element?.checkVisibility({ visibilityProperty: true }) === true ? element.textContent : 'is not seen';
    // A file that is printed in an earlier sandbox is a link to it.
    const codeOf = (file: Element): string => {
      const link = file.querySelector<HTMLAnchorElement>('.file-name a');
      return seen(
        (link === null ? file : document.getElementById(link.hash.slice(1)))?.querySelector('pre code') ?? null,
      );
    };
    return sandboxes.map((sandbox) => ({
      recordedUrl: sandbox.getAttribute('data-recorded') ?? '',
      files: Object.fromEntries(
        Array.from(sandbox.querySelectorAll('.file'), (file) => [file.getAttribute('data-file') ?? '', codeOf(file)]),
      ),
      lines: Array.from(sandbox.querySelectorAll('.console > *'), seen),
      summary: seen(sandbox.querySelector('[role=status]')).trim().replaceAll(/\s+/g, ' '),
    }));
  });
}

test('every sandbox shows all the code that was recorded, and of that run the console and the summary', async ({
  page,
}) => {
  await page.goto(GUIDE);
  const sandboxes = await readSandboxes(page);
  expect(sandboxes.length).toBeGreaterThan(20);
  const linesOf = (html: string): Promise<string[]> =>
    page.evaluate((text) => {
      const { body } = new DOMParser().parseFromString(text, 'text/html');
      return Array.from(body.children, (line) => line.textContent);
    }, html);

  for (const { recordedUrl, files, lines, summary } of sandboxes) {
    const trace = readRecorded(`${recordedUrl}trace.json`) as Trace;
    const { files: sources } = readRecorded(`${recordedUrl}code.json`) as { files: Record<string, string> };
    expect(withoutLastBreak(files)).toEqual(withoutLastBreak(sources));
    expect(lines, recordedUrl).toEqual(await linesOf(consoleHtml(trace.events)));
    const { lead, rest } = summarizeParts(trace);
    expect(summary).toBe(`${lead} ${rest}`);
  }
});

function readRecorded(url: string): unknown {
  return JSON.parse(readFileSync(builtFile(url), 'utf8'));
}

function withoutLastBreak(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.trimEnd()]));
}

test('contents, links between sandboxes, tables and links to a refusal lead there', async ({ page }) => {
  await page.goto('./');
  await page.locator('error-finder a[href*="#refusal-"]').first().click();
  await expect(page.locator('tr:target')).toBeInViewport();
  await page.locator('.toc.side').getByRole('link').last().click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeInViewport();
  const sandbox = page.locator('code-sandbox').last();
  await sandbox.getByText('The same as a table').click();
  await expect(sandbox.getByRole('table')).toBeVisible();
});

test('figures and the calculator show what they were worked out for', async ({ page }) => {
  await page.goto(GUIDE);
  for (const figure of await page.locator('limiter-figure').all()) {
    await expect(figure.locator('svg.timeline')).toBeVisible();
    await expect(figure.getByRole('status')).toContainText(/\d+ of \d+ requests admitted/);
  }
  const parts = await page.locator('buy-more').getByRole('region').all();
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) {
    await expect(part.getByRole('definition')).toHaveText([/\d/, /\d/, /./]);
    await expect(part.getByText(/^Worked out for \S+/)).toBeVisible();
  }
});
