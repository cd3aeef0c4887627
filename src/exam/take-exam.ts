import type { ExamCase } from './exam-case.ts';
import { examine, type Examinee } from './examine.ts';
import type { GradedCase } from './grade.ts';
import { findProblem, type ExamProblem } from './preflight.ts';

export interface ExamOptions {
  /** How many cases are under way at once. */
  readonly atOnce: number;
  /** Hears of each case when it is graded. */
  readonly onGraded?: (graded: GradedCase) => void;
  /** Whether to begin no further case. */
  readonly isStopped?: () => boolean;
}

/** There is nothing to examine, and why. */
export class ExamProblemError extends Error {
  override readonly name = 'ExamProblemError';
  readonly line: number | undefined;

  constructor({ message, line }: ExamProblem) {
    super(message);
    this.line = line;
  }
}

/**
 * Puts a client through the cases, in their order. The first tells whether there is anything to examine: rejects with an
 * `ExamProblemError` if not. What was stopped resolves with the cases that were graded.
 */
export async function takeExam(
  cases: readonly ExamCase[],
  examinee: Examinee,
  { atOnce, onGraded, isStopped = () => false }: ExamOptions,
): Promise<readonly GradedCase[]> {
  const graded: GradedCase[] = [];
  const rest = [...cases.entries()];
  const take = async (index: number, one: ExamCase): Promise<void> => {
    const done = await examine(one, examinee);
    const problem = index === 0 ? done.traces.map((trace) => findProblem(one, trace)).find(Boolean) : undefined;
    if (problem !== undefined) throw new ExamProblemError(problem);
    if (isStopped()) return;
    graded[index] = done;
    onGraded?.(done);
  };
  const work = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined && !isStopped(); next = rest.shift()) await take(...next);
  };
  const first = rest.shift();
  if (first !== undefined) await take(...first);
  await Promise.all(Array.from({ length: atOnce }, work));
  return graded.filter(Boolean);
}
