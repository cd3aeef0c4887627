import type { RetryExam } from '../../src/exam-page/retry-exam.ts';
import type { GradedCase } from '../../src/exam/grade.ts';

/** Puts code through the exam of the page; tells how many workers that took. Goes to the page by its source. */
export async function gradedInPage(code: string): Promise<{ graded: readonly GradedCase[]; workers: number }> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam') as RetryExam;
  await exam.setCode(code);
  const Native = MessageChannel;
  let channels = 0;
  globalThis.MessageChannel = class extends Native {
    constructor() {
      super();
      channels += 1;
    }
  };
  const graded = await exam.run();
  globalThis.MessageChannel = Native;
  // A worker has one channel to the page, and its frame another for it.
  return { graded, workers: channels / 2 };
}
