import { defineConfig } from '@playwright/test';
import { chromiumFlags } from './tests/support/browsers/chromium-flags.ts';

const { CHROMIUM_PATH: executablePath, CI, TEST_REPORT: report, TEST_SITE_URL: siteUrl } = process.env;

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/support/playwright-setup.ts',
  fullyParallel: true,
  // As many as a small machine has processors.
  workers: 2,
  forbidOnly: Boolean(CI),
  retries: 0,
  // A busy machine takes its time; a test that waits for what comes is no slower for it.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    ...(siteUrl && { baseURL: siteUrl }),
    // Not a trace: its copies of a guide's ten thousand elements take twice as long as the tests. `--trace on` makes one.
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags() },
  },
});
