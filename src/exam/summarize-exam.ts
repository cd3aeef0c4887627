import { examCases } from './cases.ts';
import { fixFor, type ExamFix } from './fix-for.ts';
import type { Grade, GradedCase } from './grade.ts';

/** So many names of cases are read at a glance. */
const MOST_NAMED = 5;

/** What came of an exam, for a sentence beneath the code. */
export interface ExamSummary {
  readonly outcome: 'passed' | 'failed';
  /** How many of the cases were passed. */
  readonly counts: string;
  /** Where it fails; nothing if it does not. */
  readonly failsOn: string;
  /** The fixes that pass those; the one that passes most of them first. */
  readonly fixes: readonly ExamFix[];
}

/** Sums up an exam. */
export function summarizeExam(graded: readonly GradedCase[]): ExamSummary {
  const ids = new Set(graded.flatMap(({ id, grade }) => (grade.kind === 'fail' ? [id] : [])));
  const failed = examCases.filter(({ id }) => ids.has(id));
  const named = failed.slice(0, MOST_NAMED).map(({ title }) => `“${title}”`);
  const more = failed.length - named.length;
  const list = more > 0 ? `${named.join(', ')} and ${more} more` : joinWords(named);
  const fixes = failed.map(fixFor);
  const byUse = [...new Set(fixes)].sort((a, b) => countIn(fixes, b) - countIn(fixes, a));
  return {
    outcome: failed.length === 0 ? 'passed' : 'failed',
    counts: countGrades(graded),
    failsOn: failed.length === 0 ? '' : `It fails on ${list}.`,
    fixes: byUse,
  };
}

/** How many of the cases were passed, in a sentence. */
export function countGrades(graded: readonly GradedCase[]): string {
  const count = (kind: Grade['kind']): number => graded.filter(({ grade }) => grade.kind === kind).length;
  const away = count('not-applicable');
  const taken = graded.length - away;
  const rest = away === 0 ? '' : ` ${away} more ${away === 1 ? 'does' : 'do'} not apply.`;
  return `${count('pass')} of ${taken} cases passed.${rest}`;
}

function countIn(list: readonly string[], one: string): number {
  return list.filter((each) => each === one).length;
}

/** `a`, `a and b`, `a, b and c`. */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
