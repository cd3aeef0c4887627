import type { TestProject } from 'vitest/node';
import { ensureBuilt, serveBuiltSite } from './built-site.ts';
import type { FoundBrowsers } from './browsers/find.ts';
import { ensureBrowsers } from './browsers/install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browsers: FoundBrowsers;
    /** Missing if the site can't be built, which concerns only the tests that open it. */
    siteUrl: string | undefined;
  }
}

/** Finds the browsers and serves the built site, once for all tests that run in the three browsers. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browsers = ensureBrowsers();
  const isBuilt = ensureBuilt();
  const site = await serveBuiltSite();
  project.provide('browsers', browsers);
  project.provide('siteUrl', isBuilt ? site.url : undefined);
  return site.close;
}
