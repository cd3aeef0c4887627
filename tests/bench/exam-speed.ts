import { AT_ONCE } from '../../src/exam-page/at-once.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { examInPage, workersInPage } from './in-page.ts';
import { median } from './statistics.ts';

/** An exam beside its floor, which is as many bare workers, as many at once: medians of several, taken in turn. */
export interface ExamSpeed {
  readonly ratio: number;
  readonly examMs: number;
  readonly floorMs: number;
  /** How many runs one exam took. */
  readonly runs: number;
}

/** Measures exams on the page of the exam: of the code that it prints, or of `code`. */
export async function measureExams(
  page: TestPage,
  { frameUrl, code, times }: { readonly frameUrl: string; readonly code: string | null; readonly times: number },
): Promise<ExamSpeed> {
  // The first brings what all of them need.
  const { runs } = await page.evaluate(examInPage, code);
  const seen: { examMs: number; floorMs: number }[] = [];
  for (let count = 0; count < times; count += 1) {
    const floorMs = await page.evaluate(workersInPage, frameUrl, runs, AT_ONCE);
    const { realMs: examMs } = await page.evaluate(examInPage, code);
    seen.push({ examMs, floorMs });
  }
  return {
    ratio: median(seen.map(({ examMs, floorMs }) => examMs / floorMs)),
    examMs: median(seen.map(({ examMs }) => examMs)),
    floorMs: median(seen.map(({ floorMs }) => floorMs)),
    runs,
  };
}
