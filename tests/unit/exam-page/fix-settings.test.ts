import { expect, test } from 'vitest';
import { caseOf } from '../../../src/exam/cases.ts';
import { examMarkdown } from '../../../src/exam-page/exam-markdown.ts';
import { settingsOf } from '../../../src/exam-page/fix-settings.ts';

test.each([
  ['retry', 'with `maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000`'],
  ['sse-guard', 'within `retry` with `maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000`'],
  [
    'retry-budget',
    'with `minRetries: 50`, around `retry` with `maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000`',
  ],
] as const)('it is said how %s is set where it passes the exam', (fix, words) => {
  expect(settingsOf(fix)).toBe(words);
});

test('a copied result names the settings with the fix', () => {
  const grade = { kind: 'fail', findings: ['It gave up.'] } as const;
  const text = examMarkdown([{ id: caseOf('cold-42-s').id, grade, traces: [] }]);
  const settings = 'with `maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000`';
  expect(text).toContain(`  - Fix: \`retry\` ${settings} or, after \`wait-until-ready\`, as it comes\n`);
  const other = examMarkdown([{ id: caseOf('status-500').id, grade, traces: [] }]);
  expect(other).toContain(`  - Fix: \`retry\` ${settings}\n`);
});
