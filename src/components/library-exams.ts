import { readCheckedDay, readExamined, type Examined } from '../scorecard/examined.ts';
import { readScorecard, SCORECARD } from '../scorecard/scorecard-file.ts';
import type { ScorecardFile } from '../schemas/scorecard-schema.ts';

type Cases = ScorecardFile['examined'][number]['cases'];

/** A client with what is committed of its exam. */
export interface CommittedExam extends Examined {
  readonly cases: Cases;
}

/** A library with its best settings and as it comes. */
export interface LibraryExams {
  readonly best: CommittedExam;
  readonly defaults: CommittedExam;
}

/** What is committed of all exams: of the libraries, and of what this site hands out; when that last changed, and when the settings were checked. */
export function readLibraryExams(): {
  readonly date: Date;
  readonly checked: Date;
  readonly libraries: readonly LibraryExams[];
  readonly ours: readonly CommittedExam[];
} {
  const committed = readScorecard();
  const exams = readExamined('.').map((examined) => {
    const cases = committed?.examined.find(({ id }) => id === examined.id)?.cases;
    if (cases !== undefined) return { ...examined, cases };
    throw new Error(`${SCORECARD} has no "${examined.id}". Run npm run scorecard, and commit it.`);
  });
  const libraries = exams.flatMap((best) => {
    const defaults = exams.find(({ client, settings }) => client === best.client && settings === 'defaults');
    return best.settings === 'best' && defaults !== undefined ? [{ best, defaults }] : [];
  });
  const ours = exams.filter(({ settings }) => settings === 'ours');
  return { date: new Date(committed?.date ?? 0), checked: readCheckedDay('.'), libraries, ours };
}
