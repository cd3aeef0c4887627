import { expect, test } from 'vitest';
import { groupFailed } from '../../../src/components/failed-groups.ts';
import { examCases } from '../../../src/exam/cases.ts';

const fail = { kind: 'fail', findings: ['It hammers.'] } as const;
const away = { kind: 'not-applicable', why: 'It takes no signal.' } as const;

test('failed cases stand together where the same would have been right, in the order of the exam', () => {
  const taken = [
    { id: 'status-404', grade: fail },
    { id: 'ratelimit', grade: fail },
    { id: 'retry-after-ms', grade: fail },
    { id: 'success', grade: { kind: 'pass' } as const },
    { id: 'herd', grade: away },
  ];
  const groups = groupFailed(taken, examCases);
  expect(groups.map(({ cases }) => cases.map(({ id }) => id))).toEqual([
    ['retry-after-ms', 'ratelimit'],
    ['status-404'],
  ]);
  expect(groups[0]?.right).toMatch(/^It waits as long as it was told/);
});
