import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { scorecardSchema, type ScorecardFile } from '../schemas/scorecard-schema.ts';
import { comparableTrace } from '../sandbox/trace/compare.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import type { TakenExam } from './take-scorecard.ts';

/** Where it is committed, from the project's root. */
export const SCORECARD = 'src/content/scorecard.json';

/** The scorecard of what was taken. Its day is that of `before`, unless something else is another. */
export function writeScorecard(
  taken: readonly TakenExam[],
  { before, today }: { readonly before: ScorecardFile | undefined; readonly today: string },
): ScorecardFile {
  const examined = taken.map(({ examined: { id, client, settings, name, versions }, cases }) => ({
    id,
    client,
    settings,
    name,
    versions: { ...versions },
    cases: cases.map(({ id: caseId, grade, traces }) => ({
      id: caseId,
      grade: grade.kind === 'fail' ? { ...grade, findings: [...grade.findings] } : grade,
      ...(traces.length > 0 && { traces: digestTraces(traces) }),
    })),
  }));
  const isSame = JSON.stringify(before?.examined) === JSON.stringify(examined);
  return { date: isSame && before !== undefined ? before.date : today, examined };
}

/** The committed scorecard; `undefined` if there is none yet. Throws if it is no scorecard. */
export function readScorecard(path = SCORECARD): ScorecardFile | undefined {
  if (!existsSync(path)) return undefined;
  const read = scorecardSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`Failed to read ${path}: it is no scorecard. Delete it and run npm run scorecard.`);
}

/** Its text, a case on each line, so that a change shows which. */
export function formatScorecard({ date, examined }: ScorecardFile): string {
  const clients = examined.map(({ cases, ...about }) => {
    const lines = cases.map((one) => `    ${JSON.stringify(one)}`);
    return `  {${JSON.stringify(about).slice(1, -1)},"cases":[\n${lines.join(',\n')}\n  ]}`;
  });
  return `{"date":${JSON.stringify(date)},"examined":[\n${clients.join(',\n')}\n]}\n`;
}

function digestTraces(traces: readonly Trace[]): string {
  return createHash('sha256')
    .update(JSON.stringify(traces.map(comparableTrace)))
    .digest('hex')
    .slice(0, 16);
}
