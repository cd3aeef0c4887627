import type { Trace } from '../sandbox/trace/events.ts';
import { readEvidence } from './evidence.ts';
import type { ExamCase, Finding } from './exam-case.ts';
import { whyNotObservable } from './not-observable.ts';
import { NEVER_SETTLED } from './rules.ts';

/** What a client is worth in one case, and why. */
export type Grade =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly findings: readonly string[] }
  /** By a rule that was applied before anything ran. */
  | { readonly kind: 'not-applicable'; readonly why: string }
  /** The virtual clock could not hold it, so its traces prove nothing. */
  | { readonly kind: 'not-observable'; readonly why: string };

/** One case of an exam that was taken, with the traces that prove the grade: one for each seed. */
export interface GradedCase {
  readonly id: string;
  readonly grade: Grade;
  readonly traces: readonly Trace[];
}

const FORGED =
  'It printed lines that begin with "exam outcome", as the exam does, so there is no telling what its callers were told.';

/** Grades the runs of a case: every seed has its say, and a rule is said to be broken once, of the first run that breaks it. */
export function gradeRuns(one: ExamCase, traces: readonly Trace[]): GradedCase {
  const { id, call, judge, judgeRuns, mayWaitOn = false } = one;
  const [unseen] = traces.flatMap((trace) => whyNotObservable(trace) ?? []);
  if (unseen !== undefined) return { id, traces, grade: { kind: 'not-observable', why: unseen } };
  const findings = new Map<string, string>();
  const find = (rule: string, finding: Finding): void => {
    if (finding !== undefined && !findings.has(rule)) findings.set(rule, finding);
  };
  const runs = traces.map((trace) => readEvidence(trace, call.callers));
  find('of all runs', judgeRuns?.(runs));
  for (const evidence of runs) {
    const mayEndThere = mayWaitOn && evidence.waitsOn;
    const isCut = evidence.cutShortBy !== undefined && !mayEndThere;
    find('is whole', isCut ? `The run was cut short: ${evidence.cutShortBy}` : undefined);
    find('is no forgery', evidence.isForged ? FORGED : undefined);
    for (const [index, finding] of judge(evidence).entries()) {
      // Nobody knows what a run would have come to that was cut short.
      if (!(isCut && finding === NEVER_SETTLED)) find(`rule ${index}`, finding);
    }
  }
  const said = [...new Set(findings.values())];
  return { id, traces, grade: said.length === 0 ? { kind: 'pass' } : { kind: 'fail', findings: said } };
}
