import { crowds } from './cases/crowds.ts';
import { failures } from './cases/failures.ts';
import { finals } from './cases/finals.ts';
import { hints } from './cases/hints.ts';
import { told } from './cases/told.ts';
import type { ExamCase } from './exam-case.ts';

/** Cases that belong together. */
export interface CaseGroup {
  readonly id: string;
  readonly title: string;
  /** What these servers have in common, in a sentence. */
  readonly about: string;
  readonly cases: readonly ExamCase[];
}

/** All cases of the exam, in groups, in the order in which they are shown. */
export const caseGroups: readonly CaseGroup[] = [
  {
    id: 'told',
    title: 'Told when to come back',
    about: 'Servers that say how long to wait, and mean it.',
    cases: told,
  },
  {
    id: 'hints',
    title: 'Told wrong, or nothing',
    about: 'Servers whose word on when to come back is wrong, of no use, or missing.',
    cases: hints,
  },
  { id: 'finals', title: 'Refused for good', about: 'Refusals that no wait cures.', cases: finals },
  {
    id: 'failures',
    title: 'Failures, aborts and deadlines',
    about: 'Servers that break, stay silent or go on refusing, and callers that lose patience.',
    cases: failures,
  },
  {
    id: 'crowds',
    title: 'Crowds, cold starts and streams',
    about: 'What goes wrong only when many come at once, when a server needs time, or inside a success.',
    cases: crowds,
  },
];

/** All cases of the exam. */
export const examCases: readonly ExamCase[] = caseGroups.flatMap(({ cases }) => cases);

/** The case of that id. */
export function caseOf(id: string): ExamCase {
  const found = examCases.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Error(`There is no case "${id}" in the exam.`);
}
