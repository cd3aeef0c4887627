import type { Grade } from '../exam/grade.ts';
import { readScorecard, SCORECARD } from '../scorecard/scorecard-file.ts';
import { takeScorecardOnce, type TakenExam } from '../scorecard/take-scorecard.ts';
import { sitePath } from './site-path.ts';

/** All exams of the scorecard with their traces, and the day on which what is committed last became another. */
export async function scorecardExams(): Promise<{ readonly date: Date; readonly exams: readonly TakenExam[] }> {
  const committed = readScorecard();
  if (committed === undefined) throw new Error(`There is no ${SCORECARD}. Run npm run scorecard, and commit it.`);
  return { date: new Date(committed.date), exams: await takeScorecardOnce() };
}

/** The address of what a client did, of all cases or of one. */
export function examPath(examined: string, caseId?: string): string {
  return sitePath(`/clients/${examined}/${caseId === undefined ? '' : `#${caseId}`}`);
}

/** The packages of a client with their versions: `axios 1.21.1, axios-retry 4.5.0`. */
export function versionWords(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** What there is to say of a grade beside its word. */
export function gradeFindings(grade: Grade): readonly string[] {
  if (grade.kind === 'pass') return [];
  return grade.kind === 'fail' ? grade.findings : [grade.why];
}
