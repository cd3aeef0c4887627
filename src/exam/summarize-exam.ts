import { caseGroups } from './cases.ts';
import type { ExamCase } from './exam-case.ts';
import { fixFor, type ExamFix } from './fix-for.ts';
import type { GradedCase } from './grade.ts';
import { tallyGrades, type GradeTally } from './tally-grades.ts';

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
  const results = new Map(graded.map((one) => [one.id, one]));
  const groups = caseGroups.map(({ title, cases }) => ({
    title,
    tally: tallyGrades(cases.flatMap(({ id }) => results.get(id) ?? [])),
    failed: cases.filter(({ id }) => results.get(id)?.grade.kind === 'fail'),
  }));
  const failed = groups.flatMap((group) => group.failed);
  const fixes = failed.map(fixFor);
  const byUse = [...new Set(fixes)].sort((a, b) => countIn(fixes, b) - countIn(fixes, a));
  return {
    outcome: failed.length === 0 ? 'passed' : 'failed',
    counts: countGrades(graded),
    failsOn: failed.length === 0 ? '' : `${atRest(graded)}It fails on ${joinWords(nameFailures(groups, failed))}.`,
    fixes: byUse,
  };
}

/** What is wrong even where the server does all right, which comes back in many cases and is worth knowing first. */
function atRest(graded: readonly GradedCase[]): string {
  const grade = graded.find(({ id }) => id === 'success')?.grade;
  return grade?.kind === 'fail' ? `Even without any trouble: ${grade.findings.join(' ')} ` : '';
}

interface GroupResult {
  readonly title: string;
  readonly tally: GradeTally;
  readonly failed: readonly ExamCase[];
}

/** A few by name; of many, how many of each group. */
function nameFailures(groups: readonly GroupResult[], all: readonly ExamCase[]): readonly string[] {
  if (all.length <= MOST_NAMED) return all.map(({ title }) => `“${title}”`);
  return groups
    .filter(({ failed }) => failed.length > 0)
    .map(({ title, tally, failed }) => `${failed.length} of ${tally.applying} under “${title}”`);
}

/** How many of the cases were passed, in a sentence. */
export function countGrades(graded: readonly GradedCase[]): string {
  const { pass, applying, 'not-applicable': away } = tallyGrades(graded);
  const rest = away === 0 ? '' : ` ${away} more ${away === 1 ? 'does' : 'do'} not apply.`;
  return `${pass} of ${applying} cases passed.${rest}`;
}

function countIn(list: readonly string[], one: string): number {
  return list.filter((each) => each === one).length;
}

/** `a`, `a and b`, `a, b and c`. */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
