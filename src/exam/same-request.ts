/** What is asked of the requests themselves: that a client sends what it was given, and the same again. */
import type { RequestEvent } from '../sandbox/trace/events.ts';
import { headerValue } from '../sandbox/trace/headers.ts';
import type { CallPlan } from './exam-case.ts';
import type { Rule } from './rules.ts';

/** Method, body and token are sent as the call has them. */
export const sendsWhatItIsGiven =
  ({ method, body }: CallPlan): Rule =>
  ({ attempts }) => {
    const requests = attempts.map(({ request }) => request);
    const lost = requests.find((request) => request.method !== method || (body !== 'none' && request.body === null));
    if (lost !== undefined) {
      const given = `${method} ${bodyWords(body !== 'none')}`;
      return `It sent ${lost.method} ${bodyWords(lost.body !== null)}, and was called with ${given}: ${HAND_ON}`;
    }
    if (requests.every(hasToken)) return undefined;
    return `It sent no Authorization header, and was called with one: ${HAND_ON}`;
  };

const HAND_ON = 'hand the second argument on to fetch.';
const bodyWords = (isThere: boolean): string => (isThere ? 'with a body' : 'without a body');

function hasToken({ headers }: RequestEvent): boolean {
  return headerValue(headers, 'authorization') !== null;
}

/** Each request has the whole body that the first caller gave, in whatever form it was given. */
export const sendsWholeBody =
  ({ text }: CallPlan): Rule =>
  ({ attempts }) => {
    const given = text.replace('{caller}', '0');
    const other = attempts.find(({ request }) => request.body !== given)?.request;
    return other && `It was given the body ${given} and sent ${other.body ?? 'none'}.`;
  };

/** Headers whose values say what is asked and by whom; of a secret a trace shows the scheme alone. */
const KEPT_VALUES = ['authorization', 'content-type', 'idempotency-key'];

/**
 * Each request is the first one again: its address, method and body, and the headers that it had, those of `KEPT_VALUES`
 * as they were. More may join them.
 */
export const repeatsItself: Rule = ({ attempts }) => {
  const [first, ...later] = attempts.map(({ request }) => request);
  if (first === undefined) return undefined;
  const differences = later.map((request) => differenceOf(request, first));
  const [difference] = differences.filter((each) => each !== undefined);
  if (difference === undefined) return undefined;
  return `Attempt ${differences.indexOf(difference) + 2} was not the same request: ${difference}.`;
};

function differenceOf(request: RequestEvent, first: RequestEvent): string | undefined {
  if (request.method !== first.method) return `its method was ${request.method}`;
  if (request.body !== first.body) return request.body === null ? 'it had no body' : 'its body was another';
  if (request.url !== first.url) return `it went to ${request.url}`;
  const lost = first.headers.find(([name]) => headerValue(request.headers, name) === null);
  if (lost !== undefined) return `it lost its header ${lost[0]}`;
  const changed = KEPT_VALUES.find((name) => {
    const value = headerValue(first.headers, name);
    return value !== null && value !== headerValue(request.headers, name);
  });
  return changed && `its header ${changed} was ${headerValue(request.headers, changed)}`;
}
