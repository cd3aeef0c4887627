import type { LimitState } from '../trace/events.ts';

/** One request, as a limiter sees it. */
export interface Arrival {
  /** Virtual ms, never less than that of the arrival before. */
  readonly t: number;
  readonly id: number;
  /** How long the server works on it once it has begun; `Infinity` for one that never ends. */
  readonly serviceMs: number;
  /** How many units of the limit it takes, at least 1. @default 1 */
  readonly cost?: number;
  /** How long the client lets the server hold it before it must be answered. @default 0 */
  readonly holdMs?: number;
}

/** What a limiter answers. */
export interface Verdict {
  readonly allowed: boolean;
  /** How many more requests like this one would be admitted at this instant. */
  readonly remaining: number;
  /** How long until one more would be admitted if nobody else came; 0 when `allowed`; `Infinity` when it can't be told. */
  readonly retryAfterMs: number;
  /** When work on it begins: `t` itself, or later for a request that was queued. Only when `allowed`. */
  readonly startsAtMs?: number;
  /** When a refusal is told: `t` itself, or later for a request that waited in vain. Only when not `allowed`. */
  readonly answersAtMs?: number;
}

/** A waiting request whose fate an abort changed. */
export interface Moved {
  readonly id: number;
  /** When work on it now begins; `Infinity` if it never does. */
  readonly startsAtMs: number;
  /** When it is refused instead, because it now waits too long. */
  readonly answersAtMs?: number;
}

/** Admits or refuses. It has no clock: every call says what time it is, in non-decreasing order. */
export interface Limiter {
  request(arrival: Arrival): Verdict;
  /** The client went away: frees what `id` held and tells whose start that changed. */
  abort(t: number, id: number): readonly Moved[];
  /** The state at `t`, for the picture. */
  state(t: number): LimitState;
}
