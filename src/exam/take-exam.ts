import type { ExamCase } from './exam-case.ts';
import { examine, type Examinee } from './examine.ts';
import type { GradedCase } from './grade.ts';
import { findLoadProblem, findProblem, type ExamProblem } from './preflight.ts';

export interface ExamOptions {
  /** How many cases are under way at once. */
  readonly atOnce: number;
  /** Hears of each case when it is graded. */
  readonly onGraded?: (graded: GradedCase) => void;
  /** Whether to begin no further case. */
  readonly isStopped?: () => boolean;
}

/** The case in which nothing goes wrong: what a client returns there is its answer. */
const PLAIN = 'success';

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
 * Puts a client through the cases, in their order. A run without a call, and then the plainest case, which comes first,
 * tell whether there is anything to examine: rejects with an `ExamProblemError` if not. What was stopped resolves with
 * the cases that were graded.
 */
export async function takeExam(
  cases: readonly ExamCase[],
  examinee: Examinee,
  { atOnce, onGraded, isStopped = () => false }: ExamOptions,
): Promise<readonly GradedCase[]> {
  const graded: GradedCase[] = [];
  const plain = cases.find(({ id }) => id === PLAIN) ?? cases[0];
  const rest = [...cases.entries()].filter(([, one]) => one !== plain);
  const take = async (index: number, one: ExamCase): Promise<void> => {
    const done = await examine(one, examinee);
    if (one === plain) refuseIf(done.traces.map((trace) => findProblem(one, trace)).find(Boolean));
    if (isStopped()) return;
    graded[index] = done;
    onGraded?.(done);
  };
  const work = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined && !isStopped(); next = rest.shift()) await take(...next);
  };
  if (plain !== undefined) {
    refuseIf(await loadAlone(plain, examinee));
    if (!isStopped()) await take(cases.indexOf(plain), plain);
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return graded.filter(Boolean);
}

/** Loads the client and calls nothing: what it asks then would be taken for what the exam makes it ask. */
async function loadAlone(one: ExamCase, { play }: Examinee): Promise<ExamProblem | undefined> {
  const [seed = 1] = one.seeds;
  return findLoadProblem(await play({ ...one, call: { ...one.call, callers: 0 } }, seed));
}

function refuseIf(problem: ExamProblem | undefined): void {
  if (problem !== undefined) throw new ExamProblemError(problem);
}
