import type { RetryExam } from '../../src/exam-page/retry-exam.ts';
import type { Grade } from '../../src/exam/grade.ts';

/** What the page shows of an exam that was taken by hostile code. */
export interface HostileExam {
  readonly grades: Record<string, Grade>;
  /** The cases whose console has the mark. */
  readonly marked: readonly string[];
  /** The longest that a timer of the page was late. */
  readonly longestStallMs: number;
  readonly frames: number;
}

/** Puts hostile code through the exam of the page. Goes to the page by its source. */
export async function hostileExamInPage(code: string, mark: string): Promise<HostileExam> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam') as RetryExam;
  await exam.setCode(code);
  let last = performance.now();
  let longestStallMs = 0;
  const beat = setInterval(() => {
    const now = performance.now();
    longestStallMs = Math.max(longestStallMs, now - last - 10);
    last = now;
  }, 10);
  const graded = await exam.run();
  clearInterval(beat);
  const isMarked = (value: unknown): boolean => JSON.stringify(value).includes(mark);
  return {
    grades: Object.fromEntries(graded.map(({ id, grade }) => [id, grade])),
    marked: graded.filter(({ traces }) => isMarked(traces)).map(({ id }) => id),
    longestStallMs,
    frames: document.querySelectorAll('iframe').length,
  };
}

/** Stops the exam once this case is graded; gives back which were graded, and how many frames are left. */
export async function stopInPage(code: string, after: string): Promise<{ ids: readonly string[]; frames: number }> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam') as RetryExam;
  await exam.setCode(code);
  const seen = new Promise<void>((resolve) => {
    new MutationObserver((_records, observer) => {
      if (document.querySelector(`#case-${after}[data-grade]`) === null) return;
      observer.disconnect();
      resolve();
    }).observe(exam, { subtree: true, attributeFilter: ['data-grade'] });
  });
  const running = exam.run();
  await seen;
  exam.stop();
  const ids = (await running).map(({ id }) => id);
  return { ids, frames: document.querySelectorAll('iframe').length };
}
