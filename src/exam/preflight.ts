import type { Trace } from '../sandbox/trace/events.ts';
import { oneLine } from '../sandbox/trace/escape-html.ts';
import { verdictOf } from '../sandbox/trace/attempts.ts';
import { readEvidence, type Evidence } from './evidence.ts';
import type { ExamCase } from './exam-case.ts';
import { holdsAnswer, tellsFailure } from './told-answer.ts';

/** Why there is nothing to examine. */
export interface ExamProblem {
  readonly message: string;
  /** Of the client's file, if the trouble has one. */
  readonly line?: number;
}

const MOST_QUOTED = 120;
const HOW = 'The exam calls it as it would call fetch: (url, init).';
const WRAP_CALL = 'If it takes a function, wrap it: export default (url, init) => retry(() => fetch(url, init)).';
const WRAP_FACTORY = 'Export what it makes: export default withRetry(fetch).';

/** What keeps code from being examined as soon as it is loaded, which a run without a call shows. */
export function findLoadProblem(trace: Trace): ExamProblem | undefined {
  const { cutShortBy, attempts } = readEvidence(trace, 0);
  const [own] = attempts;
  if (own === undefined) return cutShortBy === undefined ? undefined : brokenBy(cutShortBy, trace);
  const message = `The file calls itself when it is loaded (it asked ${own.request.url}). Take that call away, or keep only the function.`;
  return { message };
}

/** What keeps code from being examined at all, as its first call shows it: it did not run, asks something else, or hides the answer. */
export function findProblem({ call }: Pick<ExamCase, 'call'>, trace: Trace): ExamProblem | undefined {
  const evidence = readEvidence(trace, call.callers);
  const { cutShortBy, attempts } = evidence;
  if (attempts.length === 0) return askedNothing(evidence);
  if (cutShortBy !== undefined) return brokenBy(cutShortBy, trace);
  const elsewhere = attempts.find(({ request }) => withoutQuery(request.url) !== withoutQuery(call.url));
  if (elsewhere !== undefined) {
    const message = `It asks ${elsewhere.request.url}, and the exam's server is at the address that it hands over. Take both from the parameters: (url, init) => fetch(url, init).`;
    return { message };
  }
  return hidAnswer(evidence);
}

/** Of a call without a request, its signature is the likeliest cause. */
function askedNothing({ cutShortBy, calls, trace }: Evidence): ExamProblem | undefined {
  const told = calls.get(0)?.outcome;
  if (cutShortBy !== undefined) {
    const isOver = trace.events.some((event) => event.kind === 'end' && event.outcome === 'over-budget');
    return isOver
      ? { message: `It sent no request, and never ended. ${HOW} ${WRAP_CALL}` }
      : brokenBy(cutShortBy, trace);
  }
  if (told === undefined) return undefined;
  if (told.kind === 'threw') {
    const unknown = told.name === 'ReferenceError' ? unknownName(told.message) : undefined;
    if (unknown !== undefined) return { message: unknown };
    return {
      message: `It sent no request and threw ${asSentence(`${told.name}: ${told.message}`)} ${HOW} ${WRAP_CALL}`,
    };
  }
  if (told.text !== 'a function') return { message: `It sent no request and returned. ${HOW}` };
  return { message: `It sent no request and returned a function. ${HOW} ${WRAP_FACTORY}` };
}

/** Words of others, which may have a full stop of their own. */
function asSentence(words: string): string {
  return /[.!?…]$/.test(words.trim()) ? words.trim() : `${words}.`;
}

/** A success of which no caller could tell what the server said. One that fails is graded. */
function hidAnswer(evidence: Evidence): ExamProblem | undefined {
  const { outcome } = evidence.calls.get(0) ?? {};
  const isAnswered = evidence.attempts.some((attempt) => verdictOf(attempt) === 'ok');
  if (outcome?.kind !== 'returned' || outcome.status !== null || !isAnswered) return undefined;
  if (holdsAnswer(evidence, outcome) || tellsFailure(evidence, outcome)) return undefined;
  const returned = outcome.text === '' ? 'an empty text' : oneLine(outcome.text, MOST_QUOTED);
  const message = `It returned ${returned}, and the exam can't tell the answer in it: return the Response, its text, or its JSON, alone or in an object.`;
  return { message };
}

function brokenBy(message: string, trace: Trace): ExamProblem {
  return { message: unknownName(message) ?? message, ...placeOf(trace) };
}

/** What to do about a global that the exam does not have, as engines word that. */
function unknownName(message: string): string | undefined {
  const [, inSafari, name = inSafari] = /can't find variable: (\w+)|(\w+) is not defined/i.exec(message) ?? [];
  if (name === undefined) return undefined;
  const instead = name === 'process' ? ' Write a placeholder where it reads process.env.' : '';
  return `There is no "${name}", neither in the file nor in the exam, which gives code what browsers and servers share, fetch among it.${instead}`;
}

/** Some APIs want their version there; that a retry has the same is asked of it elsewhere. */
function withoutQuery(url: string): string | undefined {
  return url.split('?', 1)[0];
}

function placeOf({ events }: Trace): Pick<ExamProblem, 'line'> {
  const broken = events.find((event) => event.kind === 'error' && event.origin !== 'network');
  if (broken?.kind !== 'error' || broken.error.file !== 'client.ts' || broken.error.line === undefined) return {};
  return { line: broken.error.line };
}
