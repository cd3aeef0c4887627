import pRetry, { AbortError, type Options } from 'p-retry';

/** An answer that is no success, as an error: `fetch` throws none. */
class Refusal extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`${response.status} ${response.statusText}`);
    this.response = response;
  }
}

/** Refusals that may pass. */
const PASSING = [408, 429, 500, 502, 503, 504];
const LONGEST_WAIT_MS = 300_000;
const ATTEMPT_TIMEOUT_MS = 60_000;

/** How long `Retry-After` asks for, in ms; no number if it does not say. */
function retryAfterMs({ headers }: Response): number {
  const value = headers.get('retry-after') ?? '';
  return Number(value) * 1_000 || Date.parse(value) - Date.now();
}

/** Ends early if the signal aborts. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

const settingsFor = (signal: AbortSignal | undefined): Options => ({
  // How often it tries again; 10 times by default. https://www.npmjs.com/package/p-retry/v/9.0.0#retries
  retries: 19,
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
  ...(signal && { signal }),
});

/** p-retry around `fetch`, with the settings that come closest. */
export function call(url: string, init: RequestInit): Promise<Response> {
  const run = async (): Promise<Response> => {
    const timeout = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
    const response = await fetch(url, {
      ...init,
      signal: AbortSignal.any([timeout, ...(init.signal ? [init.signal] : [])]),
    });
    if (response.ok) return response;
    const refusal = new Refusal(response);
    // No wait cures a spent quota.
    const isSpent = (await response.text()).includes('insufficient_quota');
    throw PASSING.includes(response.status) && !isSpent ? refusal : new AbortError(refusal);
  };
  return pRetry(run, settingsFor(init.signal ?? undefined));
}
