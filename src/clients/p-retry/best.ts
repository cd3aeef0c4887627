import pRetry, { AbortError, type Options } from 'p-retry';

/** Your own code: an answer that is no success, as an error, since fetch throws none. */
class Refusal extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`${response.status} ${response.statusText}`);
    this.response = response;
  }
}

/** Your own code: the refusals that may pass. */
const PASSING = [408, 429, 500, 502, 503, 504];
/** Your own code: the longest Retry-After to wait for. */
const LONGEST_WAIT_MS = 300_000;
/** Your own code: how long one attempt may take, which p-retry never interrupts. */
const ATTEMPT_TIMEOUT_MS = 60_000;

/** Your own code: how long Retry-After asks for, in ms; no number if it does not say. */
function retryAfterMs({ headers }: Response): number {
  const value = headers.get('retry-after') ?? '';
  return Number(value) * 1_000 || Date.parse(value) - Date.now();
}

/** Your own code: a wait that ends early if the signal aborts. */
function wait(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}

// Your own code: one attempt. An AbortError ends the call; no wait cures a spent quota. https://www.npmjs.com/package/p-retry/v/9.0.0#aborterrorerror
async function attempt(url: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
  const response = await fetch(url, {
    ...init,
    signal: AbortSignal.any([timeout, ...(init.signal ? [init.signal] : [])]),
  });
  if (response.ok) return response;
  const refusal = new Refusal(response);
  const isSpent = (await response.text()).includes('insufficient_quota');
  throw PASSING.includes(response.status) && !isSpent ? refusal : new AbortError(refusal);
}

const settingsFor = ({ body, signal }: RequestInit): Options => ({
  // How often it tries again; 10 times by default. A stream is sent once. https://www.npmjs.com/package/p-retry/v/9.0.0#retries
  retries: body instanceof ReadableStream ? 0 : 19,
  // Its longest wait; without end by default. https://www.npmjs.com/package/p-retry/v/9.0.0#maxtimeout
  maxTimeout: 10_000,
  // Makes its waits up to twice as long, at random. https://www.npmjs.com/package/p-retry/v/9.0.0#randomize
  randomize: true,
  // Begins nothing after five minutes. https://www.npmjs.com/package/p-retry/v/9.0.0#maxretrytime
  maxRetryTime: 300_000,
  // Waits as long as Retry-After says, and then its own wait; gives up by throwing where that is too long. https://www.npmjs.com/package/p-retry/v/9.0.0#onfailedattemptcontext
  onFailedAttempt: async ({ error, retriesLeft }) => {
    if (!(error instanceof Refusal) || retriesLeft === 0) return;
    const ms = retryAfterMs(error.response);
    if (ms > LONGEST_WAIT_MS) throw error;
    await wait(ms, signal);
  },
  // Ends its waits. https://www.npmjs.com/package/p-retry/v/9.0.0#signal
  ...(signal && { signal }),
});

/** p-retry around `fetch`, with the settings that come closest. */
export const call = (url: string, init: RequestInit): Promise<Response> =>
  // What is tried again. https://www.npmjs.com/package/p-retry/v/9.0.0#input
  pRetry(() => attempt(url, init), settingsFor(init));
