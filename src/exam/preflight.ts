import { readEvidence } from './evidence.ts';
import type { ExamCase } from './exam-case.ts';
import type { Trace } from '../sandbox/trace/events.ts';

/** Why there is nothing to examine. */
export interface ExamProblem {
  readonly message: string;
  /** Of the client's file, if the trouble has one. */
  readonly line?: number;
}

/** What keeps code from being examined at all, as its first run shows it: it did not run, or asks something else. */
export function findProblem({ call }: Pick<ExamCase, 'call'>, trace: Trace): ExamProblem | undefined {
  const { cutShortBy, attempts, calls } = readEvidence(trace, call.callers);
  if (cutShortBy !== undefined) return { message: cutShortBy, ...placeOf(trace) };
  const elsewhere = attempts.find(({ request }) => request.url !== call.url);
  if (elsewhere !== undefined) {
    const message = `It asks ${elsewhere.request.url}, and the exam's server is at the address that it hands over. Take both from the parameters: (url, init) => fetch(url, init).`;
    return { message };
  }
  const told = calls.get(0)?.outcome;
  if (attempts.length > 0 || told === undefined) return undefined;
  const end = told.kind === 'threw' ? `threw ${told.name}: ${told.message}` : 'returned';
  return { message: `It sent no request and ${end}. The exam calls it as it would call fetch: (url, init).` };
}

function placeOf({ events }: Trace): Pick<ExamProblem, 'line'> {
  const broken = events.find((event) => event.kind === 'error' && event.origin !== 'network');
  if (broken?.kind !== 'error' || broken.error.file !== 'client.ts' || broken.error.line === undefined) return {};
  return { line: broken.error.line };
}
