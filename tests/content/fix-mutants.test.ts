/** Whether the test that travels with a fix tells when a rule of the fix is gone. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixMutants } from './fix-mutants.ts';
import { applyMutant } from './mutant.ts';

const FIXES = 'src/content/fixes';
/** Within the project, so that what is copied there finds Vitest. */
mkdirSync('.cache', { recursive: true });
const folder = mkdtempSync('.cache/fix-mutants-');
afterAll(() => rmSync(folder, { recursive: true }));

const mutants = Object.entries(fixMutants).flatMap(([fix, list]) =>
  list.map((mutant, index) => ({ fix, mutant, rule: mutant.rule, copy: `${fix}-${index}` })),
);
const untouched = Object.keys(fixMutants).map((fix) => ({ fix, copy: `${fix}-as-it-is` }));

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}
let report: Report = { testResults: [] };

function writeCopy(fix: string, copy: string, change: (code: string) => string): void {
  mkdirSync(join(folder, copy));
  cpSync(join(FIXES, fix, `${fix}.test.ts`), join(folder, copy, `${fix}.test.ts`));
  writeFileSync(join(folder, copy, `${fix}.ts`), change(readFileSync(join(FIXES, fix, `${fix}.ts`), 'utf8')));
}

/** The tests of a copy that passed and failed. */
function countTests(copy: string): { passed: number; failed: number } {
  const { assertionResults = [] } = report.testResults.find(({ name }) => name.includes(`/${copy}/`)) ?? {};
  const count = (status: string): number => assertionResults.filter((one) => one.status === status).length;
  return { passed: count('passed'), failed: count('failed') };
}

beforeAll(() => {
  for (const { fix, copy } of untouched) writeCopy(fix, copy, (code) => code);
  for (const { fix, copy, mutant } of mutants) writeCopy(fix, copy, (code) => applyMutant(code, mutant));
  // Some wait for what a mutant never does: several workers wait at the same time.
  const config = `export default { test: { testTimeout: 3_000, isolate: false, maxWorkers: 4, reporters: ['json'], outputFile: 'report.json' } };\n`;
  writeFileSync(join(folder, 'vitest.config.mjs'), config);
  const { stderr } = spawnSync(process.execPath, [`${process.cwd()}/node_modules/vitest/vitest.mjs`, 'run'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 270_000,
  });
  try {
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  } catch {
    throw new Error(
      `Failed to test the mutants: Vitest gave no report in time. A mutant must not loop for ever. ${stderr}`,
    );
  }
}, 300_000);

test.each(untouched)('$fix as it is passes its own test', ({ copy }) => {
  const { passed, failed } = countTests(copy);
  expect(passed).toBeGreaterThan(0);
  expect(failed).toBe(0);
});

// A copy whose test could not even begin shows nothing: some test must have passed, and some failed.
test.each(mutants)('the test of $fix misses the rule "$rule"', ({ copy }) => {
  const { passed, failed } = countTests(copy);
  expect(passed).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(0);
});
