import type { Trace } from '../sandbox/trace/events.ts';
import type { ExamCase, Need } from './exam-case.ts';
import { gradeRuns, type GradedCase } from './grade.ts';
import { examFiles, type HarnessFiles } from './exam-files.ts';

/** The client to examine. */
export interface Examinee {
  /** File name -> TypeScript; `client.ts` is the one that is called. */
  readonly files: Readonly<Record<string, string>>;
  /** Which of its exports; by a rule if left out. */
  readonly exportName?: string;
  /** What it is made for beside trying again. */
  readonly offers: readonly Need[];
}

/** Runs files against the server of a case, in an isolate. Gives back the trace. */
export type RunCase = (
  files: Readonly<Record<string, string>>,
  { server, seed }: Pick<ExamCase, 'server'> & { readonly seed: number },
) => Promise<Trace>;

export interface ExamineOptions {
  readonly harness: HarnessFiles;
  readonly run: RunCase;
}

/** Puts a client through one case. */
export async function examine(
  one: ExamCase,
  examinee: Examinee,
  { harness, run }: ExamineOptions,
): Promise<GradedCase> {
  const { id, needs, seeds, server } = one;
  if (needs !== undefined && !examinee.offers.includes(needs)) {
    return { id, traces: [], grade: { kind: 'not-applicable', why: notOffered[needs] } };
  }
  const files = examFiles(one, examinee, harness);
  const traces: Trace[] = [];
  for (const seed of seeds) traces.push(await run(files, { server, seed }));
  return gradeRuns(one, traces);
}

const notOffered: Readonly<Record<Need, string>> = {
  'reads-streams': 'It does not claim to look inside the stream of a success.',
  'retry-budget': 'It does not claim to keep a budget over all calls.',
};
