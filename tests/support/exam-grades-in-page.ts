import type { RetryExam } from '../../src/exam-page/retry-exam.ts';
import type { Grade } from '../../src/exam/grade.ts';

/** Puts code through the exam of the page. Goes to the page by its source. */
export async function gradesInPage(code: string): Promise<Record<string, Grade>> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam') as RetryExam;
  await exam.setCode(code);
  return Object.fromEntries((await exam.run()).map(({ id, grade }) => [id, grade]));
}
