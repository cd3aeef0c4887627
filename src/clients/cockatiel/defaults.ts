import { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleAll, retry, wrap } from 'cockatiel';

const retryPolicy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });
const circuitBreakerPolicy = circuitBreaker(handleAll, {
  halfOpenAfter: 10 * 1000,
  breaker: new ConsecutiveBreaker(5),
});
const retryWithBreaker = wrap(retryPolicy, circuitBreakerPolicy);

/** cockatiel around `fetch`, as the first example of its readme has it. */
export const call = (url: string, init: RequestInit): Promise<Response> =>
  retryWithBreaker.execute(() => fetch(url, init), init.signal ?? undefined);
