import type { ExamCase } from './exam-case.ts';

/** A fix of ours that passes cases of the exam. */
export type ExamFix = 'retry' | 'sse-guard' | 'retry-budget';

/** What passes a case with `retry` as it comes behind it: a start that takes long can be waited for first. */
export type FixBefore = 'wait-until-ready';

/** The fix to call first where `retry` as it comes would not pass; nothing where none helps. */
export function fixBefore({ server }: Pick<ExamCase, 'server'>): FixBefore | undefined {
  return server.kind === 'scenario' && server.id === 'endpoint-cold' ? 'wait-until-ready' : undefined;
}

/** The fix that passes a case. */
export function fixFor({ needs }: Pick<ExamCase, 'needs'>): ExamFix {
  if (needs.includes('reads-streams')) return 'sse-guard';
  return needs.includes('retry-budget') ? 'retry-budget' : 'retry';
}
