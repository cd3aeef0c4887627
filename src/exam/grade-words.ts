import type { Grade } from './grade.ts';

/** What a grade is called. */
export interface GradeWords {
  /** In a cell of a table, and at a terminal. */
  readonly short: string;
  /** Where there is room, after the name of a case. */
  readonly long: string;
  /** Its shape, for those who don't see its colour. */
  readonly mark: string;
}

/** What grades are called, wherever they are shown. */
export const gradeWords = {
  pass: { short: 'pass', long: 'passed', mark: '\u2713' },
  fail: { short: 'fail', long: 'failed', mark: '\u00d7' },
  'not-applicable': { short: 'n/a', long: 'does not apply', mark: '\u2013' },
  'not-observable': { short: 'unseen', long: 'not observable', mark: '?' },
} as const satisfies Record<Grade['kind'], GradeWords>;
