import { expect, test } from 'vitest';
import { caseOf } from '../../../src/exam/cases.ts';
import { examMarkdown } from '../../../src/exam-page/exam-markdown.ts';
import { settingsOf } from '../../../src/exam-page/fix-settings.ts';

test.each([
  ['retry', 'set to 20 attempts within 5 minutes'],
  ['sse-guard', 'within retry set to 20 attempts within 5 minutes'],
  ['retry-budget', 'with 50 retries at least, around retry set to 20 attempts within 5 minutes'],
] as const)('it is said how %s is set where it passes the exam', (fix, words) => {
  expect(settingsOf(fix)).toBe(words);
});

test('a copied result names the settings with the fix', () => {
  const grade = { kind: 'fail', findings: ['It gave up.'] } as const;
  const text = examMarkdown([{ id: caseOf('cold-42-s').id, grade, traces: [] }]);
  expect(text).toContain('  - Fix: `retry`, set to 20 attempts within 5 minutes\n');
});
