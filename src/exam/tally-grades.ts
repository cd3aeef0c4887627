import type { Grade } from './grade.ts';

/** How many cases have each grade, and how many apply: all but those that don't. */
export type GradeTally = Readonly<Record<Grade['kind'] | 'applying', number>>;

/** Counts grades, wherever they are told. */
export function tallyGrades(cases: readonly { readonly grade: Grade }[]): GradeTally {
  const counts = { pass: 0, fail: 0, 'not-applicable': 0, 'not-observable': 0 };
  for (const { grade } of cases) counts[grade.kind] += 1;
  return { ...counts, applying: cases.length - counts['not-applicable'] };
}
