import { expect, test } from 'vitest';
import { countPlaywright, countVitest, formatCounts, judgeRunner } from '../../support/counts.ts';

const VITEST = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

test('counts what Vitest ran', () => {
  const counts = countVitest({ ...VITEST, testResults: [{ status: 'failed', assertionResults: [{}] }] });
  expect(counts).toEqual({ passed: 3, failed: 1, skipped: 3 });
});

test('counts a test file that could not be loaded as a failure', () => {
  const counts = countVitest({ ...VITEST, testResults: [{ status: 'failed', assertionResults: [] }] });
  expect(counts).toEqual({ passed: 3, failed: 2, skipped: 3 });
});

test('counts a flaky Playwright test as a failure', () => {
  const counts = countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(counts).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test.for([
  ['ran nothing', { passed: 0, failed: 0, skipped: 0 }, true, 1],
  ['skipped everything', { passed: 0, failed: 0, skipped: 4 }, true, 1],
  ['crashed after its tests', { passed: 4, failed: 0, skipped: 0 }, false, 1],
  ['failed a test', { passed: 4, failed: 2, skipped: 0 }, false, 2],
  ['passed', { passed: 4, failed: 0, skipped: 0 }, true, 0],
] as const)('a runner that %s', ([, counts, hasSucceeded, failed]) => {
  expect(judgeRunner(counts, hasSucceeded).failed).toBe(failed);
});

test('closes with the counts, and mentions skipped tests only if there are any', () => {
  expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(formatCounts({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
});
