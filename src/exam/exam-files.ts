import type { GivenModules } from '../sandbox/isolate/protocol.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import type { ExamCase, Need } from './exam-case.ts';
import type { PlayCase } from './examine.ts';

/** A client as files that run in the isolate. */
export interface ClientFiles {
  /** File name -> TypeScript; `client.ts` is the one that is called. */
  readonly files: Readonly<Record<string, string>>;
  /** Which of its exports; by a rule if left out. */
  readonly exportName?: string;
}

/** What a function that is called as `fetch` is can be asked. */
export const FETCH_OFFERS: readonly Need[] = ['abort-signal', 'stream-body'];

/** The text of what calls the client, by file name. */
export interface HarnessFiles {
  readonly 'exam.ts': string;
  readonly 'pick-client.ts': string;
  readonly 'says-no.ts': string;
}

/** What runs, beginning with `EXAM_ENTRY`. */
export interface ExamFiles {
  /** File name -> TypeScript. */
  readonly files: Readonly<Record<string, string>>;
  readonly given?: GivenModules;
}

/** Runs files against the server of a case, in an isolate. Gives back the trace. */
export type RunCase = (
  { files, given }: ExamFiles,
  { server, seed }: Pick<ExamCase, 'server'> & { readonly seed: number },
) => Promise<Trace>;

export interface IsolateOptions {
  readonly harness: HarnessFiles;
  readonly run: RunCase;
}

/** The file that a run begins with. */
export const EXAM_ENTRY = 'exam.ts';

/** How a case asks for the client to be called. It is no code, so that all cases run the same. */
const PLAN_FILE = 'plan.ts';
const HARNESS_FILES: readonly string[] = [EXAM_ENTRY, 'pick-client.ts', 'says-no.ts', PLAN_FILE];

/** Plays cases in an isolate, which holds the client's files. */
export function playInIsolate(client: ClientFiles, { harness, run }: IsolateOptions): PlayCase {
  return ({ call, server }, seed) => run(examFiles({ call }, client, harness), { server, seed });
}

/** What goes into the isolate: the client's files, and what calls them as the case asks. */
function examFiles(
  { call }: Pick<ExamCase, 'call'>,
  { files, exportName }: ClientFiles,
  harness: HarnessFiles,
): ExamFiles {
  const taken = Object.keys(files).find((name) => HARNESS_FILES.includes(name));
  if (taken !== undefined)
    throw new Error(`Failed to examine: the exam has a file "${taken}" of its own. Rename yours.`);
  return { files: { ...harness, ...files }, given: { [PLAN_FILE]: { plan: call, exportName } } };
}
