import type { RetryExam } from '../../src/exam-page/retry-exam.ts';
import type { GradedCase } from '../../src/exam/grade.ts';

/** Puts code through the exam of the page. Goes to the page by its source. */
export async function gradedInPage(code: string): Promise<readonly GradedCase[]> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam') as RetryExam;
  await exam.setCode(code);
  return exam.run();
}
