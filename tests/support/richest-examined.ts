import type { ScorecardFile } from '../../src/schemas/scorecard-schema.ts';

type ExaminedClient = ScorecardFile['examined'][number];

/** The client with the most kinds of verdicts, so that its page has all that such pages have; of several the first. */
export function richestExamined(examined: readonly ExaminedClient[]): ExaminedClient {
  const kindsOf = ({ cases }: ExaminedClient): number => new Set(cases.map(({ grade }) => grade.kind)).size;
  const [richest] = examined.toSorted((a, b) => kindsOf(b) - kindsOf(a));
  if (richest === undefined) throw new Error('The scorecard has no client. Run npm run scorecard, and commit it.');
  return richest;
}
