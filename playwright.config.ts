import { defineConfig } from '@playwright/test';
import { chromiumFlags } from './tests/support/browsers/chromium-flags.ts';
import { ensureBrowsers } from './tests/support/browsers/install.ts';
import { ensureBuilt } from './tests/support/built-site.ts';

// Workers read this file too; what it finds out is done once and handed on to them.
if (!process.env.CHROMIUM_PATH) {
  const { chromium } = ensureBrowsers();
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  if (!ensureBuilt()) throw new Error('The site did not build, so there is no page to open: run "npm run build".');
}

const { TEST_SITE_URL: siteUrl, CHROMIUM_PATH: executablePath, TEST_REPORT: report } = process.env;

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/support/playwright-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    ...(siteUrl && { baseURL: siteUrl }),
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags() },
  },
});
