import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Nothing here waits; a busy machine only takes longer over the thousands of cases of a property.
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      // A guide's snippets may wait for minutes of virtual time, which takes a moment to compute.
      {
        test: {
          name: 'content',
          include: ['tests/content/**/*.test.ts', 'src/content/**/*.test.ts'],
          globalSetup: 'tests/support/vitest-python-setup.ts',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['tests/browser/**/*.test.ts', 'tests/hostile/**/*.test.ts'],
          globalSetup: 'tests/support/vitest-browsers-setup.ts',
          // Three browsers at once would time each other out on a small machine.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
