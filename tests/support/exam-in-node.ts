import { examCases } from '../../src/exam/cases.ts';
import type { Need } from '../../src/exam/exam-case.ts';
import { FETCH_OFFERS, playInIsolate } from '../../src/exam/exam-files.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { createNodeRunner, readHarness } from '../../src/exam/node.ts';
import { takeExam } from '../../src/exam/take-exam.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';

/** What the exam says of these files in Node, case by case; `client.ts` is examined. */
export async function examInNode(
  files: Readonly<Record<string, string>>,
  claims: readonly Need[] = [],
): Promise<Record<string, Grade>> {
  const run = createNodeRunner(await loadRefusals('src/content/refusals'));
  const play = playInIsolate({ files }, { harness: readHarness(), run });
  const graded = await takeExam(examCases, { offers: [...FETCH_OFFERS, ...claims], play }, { atOnce: 2 });
  return Object.fromEntries(graded.map(({ id, grade }) => [id, grade]));
}
