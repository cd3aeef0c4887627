import { crowds } from './cases/crowds.ts';
import { failures } from './cases/failures.ts';
import { finals } from './cases/finals.ts';
import { hints } from './cases/hints.ts';
import { told } from './cases/told.ts';
import type { ExamCase } from './exam-case.ts';

/** All cases of the exam, in the order in which they are shown. */
export const examCases: readonly ExamCase[] = [...told, ...hints, ...finals, ...failures, ...crowds];
