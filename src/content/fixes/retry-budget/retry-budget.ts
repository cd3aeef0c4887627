// SPDX-License-Identifier: MIT-0
// retry-budget 1.0.1 sha256:e419fb1bf67413b9 https://try-again-later.example/fixes/retry-budget/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Keeps retries to a small part of all calls, so that a server in trouble is not hit harder.
 *
 *     const budget = createRetryBudget();
 *     const response = await budget.run((mayRetry) =>
 *       fetchWithRetry(url, init, { shouldRetry: mayRetry }),
 *     );
 *
 * Retries multiply: where each of three layers tries three times, one call becomes 27 requests.
 * A budget over all calls bounds that: at each retry, the `windowMs` before it have no more
 * retries, that one included, than `minRetries + share x calls`. Beyond that `mayRetry` says no,
 * so that a call fails with what it has. What calls have earned may be spent until they lie a
 * window back, even all at once. With a share of 0.1 the load on a server that fails everything
 * grows by a tenth instead of threefold (Google, Site Reliability Engineering, "Handling Overload",
 * https://sre.google/sre-book/handling-overload/). Finagle's RetryBudget counts like this; gRPC
 * (proposal A6, "Client Retry Design") takes failures from a bucket which successes fill.
 *
 * One budget for each server, shared by all callers; begin each call with `run`. Wrap the
 * outermost layer that retries, and let the layers within it not retry at all.
 *
 * Node 20 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface RetryBudgetOptions {
  /** Retries for each call, 0.1 being one for ten calls. @default 0.1 */
  readonly share?: number;
  /** Retries allowed in a window whatever the traffic, so that few calls may retry too. @default 10 */
  readonly minRetries?: number;
  /** How far back it counts, in ms, give or take a tenth. @default 120_000 */
  readonly windowMs?: number;
  /** A clock that never jumps, in ms. @default performance.now */
  readonly now?: () => number;
}

export interface RetryBudget {
  /** Counts a call and runs it; the task asks `mayRetry` before each retry. */
  run<T>(task: (mayRetry: () => boolean) => T): T;
  /** Retries that may come at once now. */
  readonly left: number;
}

/** A part of the window, so that what is counted stays small whatever the traffic. */
interface Slice {
  readonly endsAtMs: number;
  calls: number;
  retries: number;
}

const SLICES = 10;
/** Makes up for what multiplying by a tenth loses. */
const ROUNDING = 1e-9;

/** Creates a budget, which all callers of one server share. */
export function createRetryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const { share = 0.1, minRetries = 10, windowMs = 120_000 } = options;
  const { now = () => performance.now() } = options;
  if (!(share >= 0 && minRetries >= 0 && windowMs > 0)) {
    throw new RangeError('share and minRetries must be 0 or more, and windowMs positive');
  }
  let slices: Slice[] = [];

  const currentSlice = (): Slice => {
    const nowMs = now();
    slices = slices.filter(({ endsAtMs }) => endsAtMs > nowMs - windowMs);
    const last = slices.at(-1);
    if (last !== undefined && last.endsAtMs > nowMs) return last;
    const slice = { endsAtMs: nowMs + windowMs / SLICES, calls: 0, retries: 0 };
    slices.push(slice);
    return slice;
  };

  const countLeft = (): number => {
    currentSlice();
    const calls = slices.reduce((sum, each) => sum + each.calls, 0);
    const retries = slices.reduce((sum, each) => sum + each.retries, 0);
    return Math.max(0, Math.floor(minRetries + share * calls + ROUNDING) - retries);
  };

  const mayRetry = (): boolean => {
    if (countLeft() < 1) return false;
    currentSlice().retries++;
    return true;
  };

  return {
    run(task) {
      currentSlice().calls++;
      return task(mayRetry);
    },
    get left() {
      return countLeft();
    },
  };
}
