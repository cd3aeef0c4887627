import { defineConfig } from '@playwright/test';
import { chromiumFlags } from './tests/support/browsers/chromium-flags.ts';

const { CHROMIUM_PATH: executablePath, CI, TEST_REPORT: report, TEST_SITE_URL: siteUrl } = process.env;

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/support/playwright-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  retries: 0,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    ...(siteUrl && { baseURL: siteUrl }),
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags() },
  },
});
