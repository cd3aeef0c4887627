import type { ExamCase } from '../exam/exam-case.ts';
import type { Grade } from '../exam/grade.ts';

/** Cases that were failed, where one and the same behaviour would have been right. */
export interface FailedGroup {
  readonly right: string;
  readonly cases: readonly Pick<ExamCase, 'id' | 'title'>[];
}

/** What a client failed of an exam, in the order of the cases. */
export function groupFailed(
  taken: readonly { readonly id: string; readonly grade: Grade }[],
  cases: readonly ExamCase[],
): readonly FailedGroup[] {
  const failed = new Set(taken.filter(({ grade }) => grade.kind === 'fail').map(({ id }) => id));
  const groups = Map.groupBy(
    cases.filter(({ id }) => failed.has(id)),
    ({ right }) => right,
  );
  return [...groups].map(([right, together]) => ({ right, cases: together }));
}
