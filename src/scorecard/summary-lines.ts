import type { Grade } from '../exam/grade.ts';
import { tallyGrades } from '../exam/tally-grades.ts';

interface Tallied {
  readonly id: string;
  readonly cases: readonly { readonly grade: Grade }[];
}

/** A line for each client, for a terminal. */
export function summaryLines({ examined }: { readonly examined: readonly Tallied[] }): readonly string[] {
  const width = Math.max(...examined.map(({ id }) => id.length));
  return examined.map(({ id, cases }) => {
    const { pass, applying, 'not-observable': hidden } = tallyGrades(cases);
    const unseen = hidden === 0 ? '' : `, ${hidden} not observable`;
    return `${id.padEnd(width)}  ${pass} of ${applying} passed${unseen}`;
  });
}
