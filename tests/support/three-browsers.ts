import { afterAll, describe, inject } from 'vitest';
import { BROWSER_NAMES, type BrowserName } from './browsers/names.ts';
import { openBrowser } from './browsers/open.ts';
import type { TestBrowser, TestPage } from './browsers/test-page.ts';

/** What a test gets to work with in one of the browsers. */
export interface BrowserUnderTest {
  readonly name: BrowserName;
  /** Opens a page that may talk to these origins, by default to the built site; it is closed after the file's tests. */
  openPage(ownOrigins?: readonly string[]): Promise<TestPage>;
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
      define({
        name,
        async openPage(ownOrigins = [new URL(siteUrl()).origin]) {
          const browser = await (starting ??= openBrowser(name, found));
          return browser.newPage({ ownOrigins });
        },
      });
      afterAll(async () => (await starting)?.close());
    });
  }
}
