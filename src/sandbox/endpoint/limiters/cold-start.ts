import type { Limiter } from '../limiter.ts';

export interface ColdStartOptions {
  readonly startupMs: number;
  /** When something woke it; 0 for a server that was already starting when the reader arrived. @default never */
  readonly wokenAtMs?: number;
}

/** Asleep until the first request wakes it, refusing until it is ready. A request that may be held waits for it. */
export function createColdStart({ startupMs, wokenAtMs }: ColdStartOptions): Limiter {
  let readyAtMs = wokenAtMs === undefined ? null : wokenAtMs + startupMs;

  return {
    request({ t, holdMs = 0 }) {
      readyAtMs ??= t + startupMs;
      const startsAtMs = Math.max(t, readyAtMs);
      const waitMs = startsAtMs - t;
      if (waitMs <= holdMs) return { allowed: true, remaining: Infinity, retryAfterMs: 0, startsAtMs };
      return { allowed: false, remaining: 0, retryAfterMs: waitMs - holdMs, answersAtMs: t + holdMs };
    },
    // It goes on starting, whoever has gone away.
    abort: () => [],
    state(t) {
      const remaining = readyAtMs !== null && readyAtMs <= t ? 1 : 0;
      return { limiter: 'cold-start', limit: 1, remaining, readyAtMs };
    },
  };
}
