import { countPlaywright, countVitest, type Counts } from './counts.ts';

/** One check of `npm test`: a program that says yes or no, or a test runner that writes a report. */
export interface Step {
  readonly name: string;
  /** The script to run on this Node, and its arguments. */
  readonly command: readonly string[];
  /** A script that runs before it, for what it reads. */
  readonly setUp?: readonly string[];
  readonly runner?: {
    /** How the runner is told where to write its report. */
    reportTo(path: string): { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> };
    count(report: unknown): Counts;
  };
  /** The steps without whose success this one can't go on. */
  readonly needs?: readonly string[];
}

const bin = (path: string) => `node_modules/${path}`;
const ASTRO = bin('astro/bin/astro.mjs');

const vitest = (project: string): Pick<Step, 'command' | 'runner'> => ({
  command: [bin('vitest/vitest.mjs'), 'run', '--project', project],
  runner: {
    reportTo: (path) => ({ args: ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`] }),
    count: countVitest,
  },
});

/** What steps in browsers need first; it is no program of its own. */
export const FIND_BROWSERS = 'find browsers';

/** All checks, cheapest first. */
export const STEPS: readonly Step[] = [
  { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'unused', command: [bin('knip/bin/knip.js')] },
  { name: 'types', command: [ASTRO, 'check'] },
  {
    name: 'lint',
    // It reads the types that Astro generates.
    setUp: [ASTRO, 'sync'],
    command: [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'],
  },
  { name: 'unit', ...vitest('unit') },
  { name: 'content', ...vitest('content') },
  { name: 'build', command: [ASTRO, 'build'] },
  {
    name: 'chromium',
    command: [bin('@playwright/test/cli.js'), 'test'],
    runner: { reportTo: (path) => ({ env: { TEST_REPORT: path } }), count: countPlaywright },
    needs: ['build', FIND_BROWSERS],
  },
  { name: 'browsers', ...vitest('browsers'), needs: ['build', FIND_BROWSERS] },
];
