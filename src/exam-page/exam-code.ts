import { once } from '../sandbox/host/once.ts';
import { BASE_URL } from '../sandbox/element/page-supplies.ts';

/** What the exam has of code beside the reader's own. */
export interface ExamCode {
  /** Name -> the code that one can start from. */
  readonly starts: Readonly<Record<string, string>>;
  /** File name -> our fixes, which the reader's code may import. */
  readonly fixes: Readonly<Record<string, string>>;
}

/** Fetches it, once for the page. */
export const loadExamCode = once(async (): Promise<ExamCode> => {
  const response = await fetch(`${BASE_URL}exam/code.json`);
  if (!response.ok) throw new Error(`Our code could not be loaded: the server answered ${response.status}.`);
  const code: unknown = await response.json();
  if (isExamCode(code)) return code;
  throw new Error('Our code is of another version of this page. Reload the page.');
});

/** Our files give nothing more to doubt. */
function isExamCode(value: unknown): value is ExamCode {
  return typeof value === 'object' && value !== null && 'starts' in value && 'fixes' in value;
}
