import type { FoundBrowsers } from './find.ts';
import type { BrowserName } from './names.ts';
import { openChromium, openFirefox } from './puppeteer-browser.ts';
import type { TestBrowser } from './test-page.ts';
import { openWebkit } from './webkit-browser.ts';

/** Starts a browser. */
export async function openBrowser(name: BrowserName, found: FoundBrowsers): Promise<TestBrowser> {
  if (name === 'chromium' && found.chromium) return openChromium(found.chromium);
  if (name === 'firefox' && found.firefox) return openFirefox(found.firefox);
  if (name === 'webkit' && found.webkit) return openWebkit(found.webkit);
  throw new Error(`Failed to open ${name}: it is not on this machine.`);
}
