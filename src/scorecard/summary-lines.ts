import type { Grade } from '../exam/grade.ts';

/** How many of each grade there are. */
export function tallyGrades(cases: readonly { readonly grade: Grade }[]): Record<Grade['kind'], number> {
  const counts = { pass: 0, fail: 0, 'not-applicable': 0, 'not-observable': 0 };
  for (const { grade } of cases) counts[grade.kind] += 1;
  return counts;
}

interface Tallied {
  readonly id: string;
  readonly cases: readonly { readonly grade: Grade }[];
}

/** A line for each client, for a terminal. */
export function summaryLines({ examined }: { readonly examined: readonly Tallied[] }): readonly string[] {
  const width = Math.max(...examined.map(({ id }) => id.length));
  return examined.map(({ id, cases }) => {
    const counts = tallyGrades(cases);
    const taken = cases.length - counts['not-applicable'];
    const unseen = counts['not-observable'] === 0 ? '' : `, ${counts['not-observable']} not observable`;
    return `${id.padEnd(width)}  ${counts.pass} of ${taken} passed${unseen}`;
  });
}
