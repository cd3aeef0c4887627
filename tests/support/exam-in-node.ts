import { examCases } from '../../src/exam/cases.ts';
import type { Need } from '../../src/exam/exam-case.ts';
import { FETCH_OFFERS, playInIsolate } from '../../src/exam/exam-files.ts';
import type { Grade, GradedCase } from '../../src/exam/grade.ts';
import { createNodeRunner, readHarness } from '../../src/exam/node.ts';
import { takeExam } from '../../src/exam/take-exam.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import type { SpawnIsolate } from '../../src/sandbox/host/isolate-handle.ts';

/** What the exam says of these files in Node, case by case; `client.ts` is examined. */
export async function examInNode(
  files: Readonly<Record<string, string>>,
  claims: readonly Need[] = [],
): Promise<Record<string, Grade>> {
  const graded = await gradedInNode(files, { claims });
  return Object.fromEntries(graded.map(({ id, grade }) => [id, grade]));
}

export interface NodeExamOptions {
  readonly claims?: readonly Need[];
  /** Gives each run its isolate; as the exam does it if left out. */
  readonly spawn?: SpawnIsolate;
}

/** The same with all traces. */
export async function gradedInNode(
  files: Readonly<Record<string, string>>,
  { claims = [], spawn }: NodeExamOptions = {},
): Promise<readonly GradedCase[]> {
  const run = createNodeRunner(await loadRefusals('src/content/refusals'), { ...(spawn && { spawn }) });
  const play = playInIsolate({ files }, { harness: readHarness(), run });
  return takeExam(examCases, { offers: [...FETCH_OFFERS, ...claims], play }, { atOnce: 2 });
}
