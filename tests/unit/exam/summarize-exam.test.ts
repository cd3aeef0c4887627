import { expect, test } from 'vitest';
import { caseGroups, caseOf, examCases } from '../../../src/exam/cases.ts';
import type { GradedCase } from '../../../src/exam/grade.ts';
import { summarizeExam } from '../../../src/exam/summarize-exam.ts';

/** An exam in which these cases are failed and the others passed. */
function examFailing(ids: readonly string[]): readonly GradedCase[] {
  return examCases.map(({ id }): GradedCase => {
    const grade = ids.includes(id)
      ? ({ kind: 'fail', findings: [`It broke at ${id}.`] } as const)
      : ({ kind: 'pass' } as const);
    return { id, grade, traces: [] };
  });
}

test('of a few failures each is named, and the fix that passes most of them comes first', () => {
  const { failsOn, fixes, outcome } = summarizeExam(examFailing(['stream-overload', 'status-500', 'quota-spent']));
  expect(outcome).toBe('failed');
  expect(failsOn).toBe(
    `It fails on “${caseOf('quota-spent').title}”, “${caseOf('status-500').title}” and “${caseOf('stream-overload').title}”.`,
  );
  expect(fixes).toEqual(['retry', 'sse-guard']);
});

test('of many failures it is said how many of each group there are', () => {
  const [told] = caseGroups;
  const ids = [...(told?.cases ?? []).map(({ id }) => id), 'status-500'];
  const graded = examFailing(ids);
  const away = { kind: 'not-applicable', why: 'It takes no such body.' } as const;
  const { failsOn, counts } = summarizeExam(
    graded.map((one) => (one.id === 'one-shot-body' ? { ...one, grade: away } : one)),
  );
  const failures = caseGroups.find(({ id }) => id === 'failures');
  const all = told?.cases.length;
  expect(failsOn).toBe(
    `It fails on ${all} of ${all} under “Told when to come back” and 1 of ${(failures?.cases.length ?? 0) - 1} under “${failures?.title}”.`,
  );
  expect(counts).toContain('1 more does not apply.');
});

test('what is wrong even without trouble comes first', () => {
  const { failsOn } = summarizeExam(examFailing(['success']));
  expect(failsOn).toBe('Even without any trouble: It broke at success. It fails on “No trouble at all”.');
});

test('where all is passed nothing is to be taken', () => {
  expect(summarizeExam(examFailing([]))).toMatchObject({ outcome: 'passed', failsOn: '', fixes: [] });
});
