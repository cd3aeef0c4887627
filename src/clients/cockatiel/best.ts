import {
  DelegateBackoff,
  ExponentialBackoff,
  handleType,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
  type IBackoff,
  type IRetryBackoffContext,
} from 'cockatiel';

/** Refusals that may pass. */
const PASSING = [408, 429, 500, 502, 503, 504];
const isPassing = (result: unknown): boolean => result instanceof Response && PASSING.includes(result.status);

/** How long `Retry-After` asks for, in ms; 0 if it does not say. */
function retryAfterMs({ result }: IRetryBackoffContext<unknown>): number {
  const response = 'value' in result ? result.value : undefined;
  const value = (response instanceof Response && response.headers.get('retry-after')) || '';
  return Math.max(0, Number(value) * 1_000 || Date.parse(value) - Date.now() || 0);
}

const ownWaits = new ExponentialBackoff({
  // Its first wait, at random around it; 128 ms by default. https://github.com/connor4312/cockatiel#exponentialbackoff
  initialDelay: 1_000,
  // Its longest wait; 30 s by default. https://github.com/connor4312/cockatiel#exponentialbackoff
  maxDelay: 10_000,
});

const retryPolicy = retry(
  // What it tries again: a failed network, an attempt that took too long, a refusal that may pass. https://github.com/connor4312/cockatiel#handlewhenresultfilter--policyorwhenresultfilter
  handleType(TypeError).orType(TaskCancelledError).orWhenResult(isPassing),
  {
    // How often it tries again; without end by default. https://github.com/connor4312/cockatiel#retrypolicy-options
    maxAttempts: 19,
    // Waits as long as Retry-After says, and then its own wait. https://github.com/connor4312/cockatiel#delegatebackoff
    backoff: new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>>((context, last) => {
      const next = last?.next(context) ?? ownWaits.next();
      return { delay: retryAfterMs(context) + next.duration, state: next };
    }),
  },
);

/** The answer's body is read after the policy has let go of it. */
const untilTheAnswer = {
  // Ends the wait at once. https://github.com/connor4312/cockatiel#timeoutduration-strategy
  strategy: TimeoutStrategy.Aggressive,
  // By default it aborts what it has handed out as soon as it returns, the body among it. https://github.com/connor4312/cockatiel/blob/master/src/TimeoutPolicy.ts
  abortOnReturn: false,
};
// How long the whole call may take, its waits included. https://github.com/connor4312/cockatiel#timeoutduration-strategy
const deadline = timeout(300_000, untilTheAnswer);
// How long one attempt may take. https://github.com/connor4312/cockatiel#timeoutduration-strategy
const attemptTimeout = timeout(60_000, untilTheAnswer);
const policy = wrap(deadline, retryPolicy, attemptTimeout);

/** cockatiel around `fetch`, with the settings that come closest. */
export const call = (url: string, init: RequestInit): Promise<Response> =>
  policy.execute(({ signal }) => fetch(url, { ...init, signal }), init.signal ?? undefined);
