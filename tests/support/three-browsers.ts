import { afterAll, describe, expect, inject } from 'vitest';
import { BROWSER_NAMES, type BrowserName } from './browsers/names.ts';
import { openBrowser } from './browsers/open.ts';
import type { TestBrowser, TestPage } from './browsers/test-page.ts';

/** What a test gets to work with in one of the browsers. */
export interface BrowserUnderTest {
  readonly name: BrowserName;
  /**
   * Opens a page that may talk to these origins, by default to the built site; it is closed after the file's tests.
   * Closing it fails if anything was asked of another origin, unless the test looks at that itself.
   */
  openPage(ownOrigins?: readonly string[], options?: PageUnderTestOptions): Promise<TestPage>;
}

export interface PageUnderTestOptions {
  /** @default false */
  readonly mayAskOthers?: boolean;
  /** Origins that note by themselves what reaches them, so that a browser may ask them past the proxy. */
  readonly canaryOrigins?: readonly string[];
}

/** The address of the built site's home page, with a slash at its end. */
export function siteUrl(): string {
  const url = inject('siteUrl');
  if (url === undefined) throw new Error('The site did not build, so there is no page to open: run "npm run build".');
  return url;
}

/** Defines the same tests for each browser; on a reader's machine those of a browser that is missing are skipped. */
export function inEachBrowser(define: (browser: BrowserUnderTest) => void): void {
  const found = inject('browsers');
  for (const name of BROWSER_NAMES) {
    describe.skipIf(!found[name])(name, () => {
      let starting: Promise<TestBrowser> | undefined;
      const watched = new Set<TestPage>();
      define({
        name,
        async openPage(ownOrigins = [new URL(siteUrl()).origin], { mayAskOthers = false, canaryOrigins = [] } = {}) {
          const browser = await (starting ??= openBrowser(name, found));
          const page = await browser.newPage({ ownOrigins, canaryOrigins });
          if (mayAskOthers) return page;
          watched.add(page);
          return { ...page, close: () => (watched.delete(page), closeQuiet(page)) };
        },
      });
      afterAll(async () => {
        try {
          for (const page of watched) await closeQuiet(page);
        } finally {
          await (await starting)?.close();
        }
      });
    });
  }
}

/** Closes a page that should have asked nobody else; what it sends in leaving counts as well. */
async function closeQuiet(page: TestPage): Promise<void> {
  await page.close();
  expect(page.requestsToOtherOrigins(), 'requests to other origins').toEqual([]);
}
