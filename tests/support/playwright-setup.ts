import { serveBuiltSite } from './built-site.ts';

/** Serves the built site once for all Playwright tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const site = await serveBuiltSite();
  process.env.TEST_SITE_URL = site.url;
  return site.close;
}
