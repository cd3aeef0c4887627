import { join } from 'node:path';
import { examCases } from '../exam/cases.ts';
import { examine } from '../exam/examine.ts';
import type { GradedCase } from '../exam/grade.ts';
import { digestEngine } from '../loaders/engine-digest.ts';
import { inParallel } from '../loaders/in-parallel.ts';
import { createRunCache } from '../loaders/run-cache.ts';
import { loadRefusals } from '../sandbox/endpoint/load-refusals.ts';
import { readExamined, type Examined } from './examined.ts';
import { createCasePlayer } from './play-case.ts';

/** Where the traces are kept, from the project's root. */
const CACHE = '.cache/scorecard';
/** What takes part in a run beside the sandbox's own engine. */
const EXAMINERS = [
  'src/held-process/*.ts',
  'src/exam/{node,exam-endpoint,exam-files,node-stand-ins,read-client}.ts',
  'src/exam/harness/*.ts',
];

/** A client with what came of all its cases, in their order. */
export interface TakenExam {
  readonly examined: Examined;
  readonly cases: readonly GradedCase[];
}

/** Puts every client through every case, or takes what was kept of it, as many at once as there are processors. */
export async function takeScorecard(root: string): Promise<readonly TakenExam[]> {
  const cache = createRunCache(join(root, CACHE), {
    // A build says nothing else meanwhile.
    onFirstRun: () => console.log('Clients take the exam anew for the scorecard. This can take a few minutes.'),
  });
  const createPlayer = createCasePlayer({
    cache,
    engine: digestEngine(root, EXAMINERS),
    refusals: await loadRefusals(join(root, 'src/content/refusals')),
  });
  const all = readExamined(root);
  const tasks = all.flatMap((examined) => {
    const { offers } = examined;
    const play = createPlayer(examined);
    return examCases.map((one) => (): Promise<GradedCase> => examine(one, { offers, play }));
  });
  const graded = await inParallel(tasks, (take) => take());
  await cache.forgetUnused();
  const { length } = examCases;
  return all.map((examined, index) => ({ examined, cases: graded.slice(index * length, (index + 1) * length) }));
}

let taken: Promise<readonly TakenExam[]> | undefined;

/** The same for all pages of a build, which take it once. */
export function takeScorecardOnce(): Promise<readonly TakenExam[]> {
  return (taken ??= takeScorecard('.'));
}
