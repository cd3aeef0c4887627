import type { Trace } from '../sandbox/trace/events.ts';
import type { ExamCase, Need } from './exam-case.ts';
import { gradeRuns, type GradedCase } from './grade.ts';

/** Lets a client meet the server of a case once, under one seed. Gives back the trace. */
export type PlayCase = (one: ExamCase, seed: number) => Promise<Trace>;

/** The client to examine, wherever it runs. */
export interface Examinee {
  /** What it is made for, or can be asked, beside trying again. */
  readonly offers: readonly Need[];
  readonly play: PlayCase;
}

/** Puts a client through one case. */
export async function examine(one: ExamCase, { offers, play }: Examinee): Promise<GradedCase> {
  const { id, needs, seeds } = one;
  const lacking = needs.find((need) => !offers.includes(need));
  if (lacking !== undefined) return { id, traces: [], grade: { kind: 'not-applicable', why: notOffered[lacking] } };
  const traces: Trace[] = [];
  for (const seed of seeds) traces.push(await play(one, seed));
  return gradeRuns(one, traces);
}

const notOffered: Readonly<Record<Need, string>> = {
  'reads-streams': 'It does not claim to look inside the stream of a success.',
  'retry-budget': 'It does not claim to keep a budget over all calls.',
  'abort-signal': 'Its caller has no way to end a call that is under way.',
  'stream-body': 'It takes no body that is a stream.',
};
