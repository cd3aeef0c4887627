import type { CallPlan, ExamCase, Need } from '../exam-case.ts';
import { plan as ONE_POST } from '../harness/plan.ts';

/** One caller that posts a question and waits for as long as it takes. */
export { ONE_POST };

/** Where the distance of retries is judged, on average over these: one draw of a full jitter may be next to nothing. */
export const DISTANCE_SEEDS: readonly number[] = [429, 430, 431];

/**
 * Where a client that draws its own delays may meet by luck what it was never told: what one of these shows counts. The
 * cases that differ only in the form of a hint leave that to the first of them.
 */
export const LUCK_SEEDS: readonly number[] = [429, 430, 431];

/** Makes a case of one caller under one seed, unless it says otherwise. What its call takes is among its needs. */
export function defineCase(
  given: Omit<ExamCase, 'call' | 'seeds' | 'needs'> & Partial<Pick<ExamCase, 'call' | 'seeds' | 'needs'>>,
): ExamCase {
  const { call = ONE_POST, seeds = [429], needs = [] } = given;
  return { ...given, call, seeds, needs: [...needs, ...needsOf(call)] };
}

function needsOf({ abortAfterMs, timeoutMs, body }: CallPlan): readonly Need[] {
  const aborts = abortAfterMs !== null || timeoutMs !== null;
  return [...(aborts ? (['abort-signal'] as const) : []), ...(body === 'stream' ? (['stream-body'] as const) : [])];
}

/** The sources that several cases have. */
export const sources = {
  retryAfter: { title: 'RFC 9110, section 10.2.3', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3' },
  rateLimit: {
    title: 'RateLimit header fields for HTTP, an IETF draft',
    url: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/',
  },
  jitter: {
    title: 'Exponential Backoff And Jitter, AWS Architecture Blog',
    url: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  },
  abort: {
    title: 'DOM Standard, aborting ongoing activities',
    url: 'https://dom.spec.whatwg.org/#aborting-ongoing-activities',
  },
} as const;
