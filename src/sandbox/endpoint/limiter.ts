import type { LimitState } from '../trace/events.ts';

/** One request, as a limiter sees it. */
export interface Arrival {
  /** Virtual ms, never less than that of the arrival before. */
  readonly t: number;
  readonly id: number;
  /** How long the server works on it once it has begun; `Infinity` for one that never ends. */
  readonly serviceMs: number;
}

/** What a limiter answers. */
export interface Verdict {
  readonly allowed: boolean;
  /** How many more requests would be admitted at this instant. */
  readonly remaining: number;
  /** How long until one more would be admitted if nobody else came; 0 when `allowed`; `Infinity` when it can't be told. */
  readonly retryAfterMs: number;
  /** When work on it begins: `t` itself, or later for a request that was queued. Only when `allowed`. */
  readonly startsAtMs?: number;
}

/** A queued request whose work now begins at another instant. */
export interface Moved {
  readonly id: number;
  readonly startsAtMs: number;
}

/** Admits or refuses. It has no clock: every call says what time it is, in non-decreasing order. */
export interface Limiter {
  request(arrival: Arrival): Verdict;
  /** The client went away: frees what `id` held and tells whose start that brought forward. */
  abort(t: number, id: number): readonly Moved[];
  /** The state at `t`, for the picture. */
  state(t: number): LimitState;
}
