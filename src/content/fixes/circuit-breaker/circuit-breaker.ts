// SPDX-License-Identifier: MIT-0
// circuit-breaker 1.0.1 sha256:ae5474e3fa031f7f https://try-again-later.example/fixes/circuit-breaker/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Stops asking a server that fails most of the time, and asks again with one call at a time.
 *
 *     const breaker = createCircuitBreaker();
 *     const response = await breaker.run(() => fetchWithRetry(url, init), init.signal);
 *
 * Closed: every call goes through. Once `failureShare` of the calls of the last `windowMs` have
 * failed, and there were `minCalls` at least, it is open: each call is refused at once with
 * `CircuitOpenError`, which says when to come back. After `openMs` it is half-open: one call goes
 * through as a probe while the others are refused. If the probe succeeds the breaker is closed
 * and has forgotten the past; if it fails, it is open for another `openMs`.
 *
 * A failure is an answer with 429 or 5xx, or an error, network failures and timeouts among them;
 * another 4xx is not, since the server is well. Nor is an error whose `response` has another 4xx,
 * such as the `RetryError` after a 402. A call that its caller aborts counts for nothing, unless by
 * a timeout: `AbortSignal.timeout` says that the server was too slow.
 * One breaker for each server, shared by all its callers. Outside of a retry, as above, it sees
 * whole calls and lets a caller fail at once; inside, a refusal would be retried.
 *
 * Node 20 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface CircuitBreakerOptions {
  /** The share of calls that must fail, above 0 and up to 1. @default 0.5 */
  readonly failureShare?: number;
  /** With fewer calls than this in the window it stays closed. @default 10 */
  readonly minCalls?: number;
  /** How far back it looks, in ms, give or take a tenth. @default 30_000 */
  readonly windowMs?: number;
  /** Ms from its opening until a probe may go, and how long a probe may take. @default 30_000 */
  readonly openMs?: number;
  /** Whether a call that settled has failed. @default 5xx, 429, and errors that bring no other 4xx */
  readonly isFailure?: (settled: Settled) => boolean;
  /** Called when the state changes. */
  readonly onChange?: (state: CircuitState) => void;
  /** A clock that never jumps, in ms. @default performance.now */
  readonly now?: () => number;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

/** What came of a call: the value that it returned, or the error that it threw. */
export type Settled = { readonly value: unknown } | { readonly error: unknown };

export interface CircuitBreaker {
  /** Runs `task` if the breaker lets it, and settles as it does. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T>;
  readonly state: CircuitState;
}

/** Thrown by `run` instead of beginning the task. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  /** Ms until a call may go through again. */
  readonly retryInMs: number;

  constructor(retryInMs: number) {
    const seconds = Math.ceil(retryInMs / 100) / 10;
    super(`Not asked: the server failed too often. Come back in ${seconds} s.`);
    this.retryInMs = retryInMs;
  }
}

/** A part of the window, so that what is counted stays small whatever the traffic. */
interface Slice {
  readonly endsAtMs: number;
  calls: number;
  failures: number;
}

const SLICES = 10;

/** Creates a breaker, which all callers of one server share. */
export function createCircuitBreaker(
  options: CircuitBreakerOptions = {},
): CircuitBreaker {
  const {
    failureShare = 0.5,
    minCalls = 10,
    windowMs = 30_000,
    openMs = 30_000,
  } = options;
  const {
    isFailure = isServerFailure,
    onChange,
    now = () => performance.now(),
  } = options;
  if (!(failureShare > 0 && failureShare <= 1 && minCalls >= 1)) {
    throw new RangeError('failureShare must be in (0, 1], and minCalls 1 or more');
  }
  if (!(windowMs > 0 && openMs > 0)) {
    throw new RangeError('windowMs and openMs must be positive');
  }
  let slices: Slice[] = [];
  let state: 'closed' | 'open' | 'probing' = 'closed';
  /** When the next probe may go, unless the breaker is closed. */
  let probeAtMs = 0;
  /** Moves with the state: a call that began under another one has no say. */
  let era = 0;

  const enter = (next: typeof state): void => {
    state = next;
    era++;
    probeAtMs = now() + openMs;
    slices = [];
    onChange?.(next === 'probing' ? 'half-open' : next);
  };

  /** Lets a call through, as a probe if need be; throws if it may not go. */
  const admit = (): void => {
    if (state === 'closed') return;
    const retryInMs = probeAtMs - now();
    if (retryInMs > 0) throw new CircuitOpenError(retryInMs);
    enter('probing');
  };

  const count = (failed: boolean): void => {
    const nowMs = now();
    slices = slices.filter(({ endsAtMs }) => endsAtMs > nowMs - windowMs);
    let slice = slices.at(-1);
    if (slice === undefined || slice.endsAtMs <= nowMs) {
      slice = { endsAtMs: nowMs + windowMs / SLICES, calls: 0, failures: 0 };
      slices.push(slice);
    }
    slice.calls++;
    if (failed) slice.failures++;
    const calls = slices.reduce((sum, each) => sum + each.calls, 0);
    const failures = slices.reduce((sum, each) => sum + each.failures, 0);
    if (failed && calls >= minCalls && failures >= calls * failureShare) enter('open');
  };

  const settle = (failed: boolean | undefined, begunIn: number): void => {
    if (begunIn !== era) return;
    if (state === 'closed') {
      if (failed !== undefined) count(failed);
      return;
    }
    if (failed !== undefined) enter(failed ? 'open' : 'closed');
    // An aborted probe has told nothing: the next call is one.
    else probeAtMs = now();
  };

  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      admit();
      const begunIn = era;
      // Failed, should `isFailure` throw: a probe must come to an end.
      let failed: boolean | undefined = true;
      try {
        const value = await task();
        failed = isFailure({ value });
        return value;
      } catch (error) {
        failed = isAbort(error, signal) ? undefined : isFailure({ error });
        throw error;
      } finally {
        settle(failed, begunIn);
      }
    },
    get state() {
      if (state === 'closed') return 'closed';
      return state === 'probing' || probeAtMs <= now() ? 'half-open' : 'open';
    },
  };
}

function isServerFailure(settled: Settled): boolean {
  if ('value' in settled) {
    const status = readStatus(settled.value);
    return status !== undefined && (status >= 500 || status === 429);
  }
  const { error } = settled;
  const bringsOne = typeof error === 'object' && error !== null && 'response' in error;
  const status = bringsOne ? readStatus(error.response) : undefined;
  // What says nothing of an answer is a failure of the network, or of a kind that we don't know.
  return status === undefined || status < 400 || status >= 500 || status === 429;
}

function readStatus(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('status' in answer))
    return undefined;
  return typeof answer.status === 'number' ? answer.status : undefined;
}

/** Whether the caller gave up the call, for another reason than that it took too long. */
function isAbort(error: unknown, signal: AbortSignal | null | undefined): boolean {
  const why: unknown = signal?.aborted ? signal.reason : error;
  const name = why instanceof Error ? why.name : undefined;
  return signal?.aborted ? name !== 'TimeoutError' : name === 'AbortError';
}
