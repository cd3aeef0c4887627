/** Whether the test that travels with a fix tells when a rule of the fix is gone. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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
/** What each copy's tests came to, by the copy's name. */
const counts = new Map<string, { passed: number; failed: number }>();

function writeCopy(kind: string, fix: string, copy: string, change: (code: string) => string): void {
  const place = join(folder, kind, copy);
  mkdirSync(place, { recursive: true });
  cpSync(join(FIXES, fix, `${fix}.test.ts`), join(place, `${fix}.test.ts`));
  writeFileSync(join(place, `${fix}.ts`), change(readFileSync(join(FIXES, fix, `${fix}.ts`), 'utf8')));
}

/** Runs the tests of all copies of a kind, each within its time, and counts what came of them. */
function testCopies(kind: string, testTimeout: number): void {
  const cwd = join(folder, kind);
  // Some wait for what a mutant never does: several workers wait at the same time.
  const config = `export default { test: { testTimeout: ${testTimeout}, isolate: false, maxWorkers: 4, reporters: ['json'], outputFile: 'report.json' } };\n`;
  writeFileSync(join(cwd, 'vitest.config.mjs'), config);
  const { stderr } = spawnSync(process.execPath, [`${process.cwd()}/node_modules/vitest/vitest.mjs`, 'run'], {
    cwd,
    encoding: 'utf8',
    timeout: 270_000,
  });
  let report: Report;
  try {
    report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report;
  } catch {
    throw new Error(
      `Failed to test the ${kind} copies: Vitest gave no report in time. A mutant must not loop for ever. ${stderr}`,
    );
  }
  for (const { name, assertionResults } of report.testResults) {
    const count = (status: string): number => assertionResults.filter((one) => one.status === status).length;
    counts.set(basename(dirname(name)), { passed: count('passed'), failed: count('failed') });
  }
}

/** The tests of a copy that passed and failed. */
const countTests = (copy: string): { passed: number; failed: number } => counts.get(copy) ?? { passed: 0, failed: 0 };

beforeAll(() => {
  for (const { fix, copy } of untouched) writeCopy('untouched', fix, copy, (code) => code);
  for (const { fix, copy, mutant } of mutants) writeCopy('broken', fix, copy, (code) => applyMutant(code, mutant));
  // Time must never be what fails a copy that is whole, and is what ends a mutant that waits for nothing.
  testCopies('untouched', 60_000);
  testCopies('broken', 3_000);
}, 600_000);

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
