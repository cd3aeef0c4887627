import { ensureBrowsers } from './browsers/install.ts';
import { ensureBuilt, serveBuiltSite } from './built-site.ts';

/** Finds Chromium and serves the built site once for all Playwright tests, before their files are read. */
export default async function setup(): Promise<() => Promise<void>> {
  const { chromium } = ensureBrowsers();
  if (!ensureBuilt()) throw new Error('The site did not build, so there is no page to open: run "npm run build".');
  const site = await serveBuiltSite();
  // Workers start with this environment and read their settings from it.
  process.env.TEST_SITE_URL = site.url;
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  return site.close;
}
