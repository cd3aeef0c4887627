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

/** Your own code: the refusals that may pass. */
const PASSING = [408, 429, 500, 502, 503, 504];
/** Your own code: the longest Retry-After to wait for. */
const LONGEST_WAIT_MS = 300_000;

/** Your own code: how long Retry-After asks for, in ms; 0 if it does not say. */
function retryAfterMs(result: unknown): number {
  const value = (result instanceof Response && result.headers.get('retry-after')) || '';
  return Math.max(0, Number(value) * 1_000 || Date.parse(value) - Date.now() || 0);
}

/** Your own code: whether an answer is a refusal that may pass, and asks for no wait that is too long. */
const isPassing = (result: unknown): boolean =>
  result instanceof Response && PASSING.includes(result.status) && retryAfterMs(result) <= LONGEST_WAIT_MS;

/** Your own code: one attempt. It throws on a spent quota, which no wait cures: the policy is not told of such errors. */
async function attempt(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const text = response.status === 429 ? await response.clone().text() : '';
  if (text.includes('insufficient_quota')) throw new Error(text);
  return response;
}

const ownWaits = new ExponentialBackoff({
  // Its first wait, at random around it; 128 ms by default. https://www.npmjs.com/package/cockatiel/v/4.0.0#exponentialbackoff
  initialDelay: 1_000,
  // Its longest wait; 30 s by default. https://www.npmjs.com/package/cockatiel/v/4.0.0#exponentialbackoff
  maxDelay: 10_000,
});

const retryPolicy = retry(
  // What it tries again: a failed network, an attempt that took too long, a refusal that may pass and asks for no wait that is too long. https://www.npmjs.com/package/cockatiel/v/4.0.0#handlewhenresultfilter--policyorwhenresultfilter
  handleType(TypeError).orType(TaskCancelledError).orWhenResult(isPassing),
  {
    // How often it tries again; without end by default. https://www.npmjs.com/package/cockatiel/v/4.0.0#retrypolicy-options
    maxAttempts: 19,
    // Waits as long as Retry-After says, and then its own wait. https://www.npmjs.com/package/cockatiel/v/4.0.0#delegatebackoff
    backoff: new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>>((context, last) => {
      const next = last?.next(context) ?? ownWaits.next();
      const { result } = context;
      return { delay: retryAfterMs('value' in result && result.value) + next.duration, state: next };
    }),
  },
);

const untilTheAnswer = {
  // Ends the wait at once. https://www.npmjs.com/package/cockatiel/v/4.0.0#timeoutduration-strategy
  strategy: TimeoutStrategy.Aggressive,
  // By default it aborts what it has handed out as soon as it returns, the body among it. https://unpkg.com/cockatiel@4.0.0/dist/TimeoutPolicy.d.ts
  abortOnReturn: false,
};
// How long the whole call may take, its waits included. https://www.npmjs.com/package/cockatiel/v/4.0.0#timeoutduration-strategy
const deadline = timeout(300_000, untilTheAnswer);
// How long one attempt may take. https://www.npmjs.com/package/cockatiel/v/4.0.0#timeoutduration-strategy
const attemptTimeout = timeout(60_000, untilTheAnswer);
// The deadline is for all attempts, the timeout for each. https://www.npmjs.com/package/cockatiel/v/4.0.0#wrappolicies
const policy = wrap(deadline, retryPolicy, attemptTimeout);
// A stream is sent once. https://www.npmjs.com/package/cockatiel/v/4.0.0#wrappolicies
const policyForStreams = wrap(deadline, attemptTimeout);

/** cockatiel around `fetch`, with the settings that come closest. */
export const call = (url: string, init: RequestInit): Promise<Response> =>
  // Your own code: which of the two.
  (init.body instanceof ReadableStream ? policyForStreams : policy).execute(
    // Aborts when a timeout or the caller says so. https://www.npmjs.com/package/cockatiel/v/4.0.0#retryexecutefn-signal
    ({ signal }) => attempt(url, { ...init, signal }),
    init.signal ?? undefined,
  );
