import type { Limiter } from '../limiter.ts';

export interface FixedWindowOptions {
  readonly limit: number;
  readonly windowMs: number;
  /** How long the first window had been running at `t = 0`. @default 0 */
  readonly offsetMs?: number;
  /** How much of the first window was used up before `t = 0`. @default 0 */
  readonly used?: number;
}

/** Admits `limit` requests per window. Two bursts that meet at a window's edge can pass twice that. */
export function createFixedWindow({ limit, windowMs, offsetMs = 0, used = 0 }: FixedWindowOptions): Limiter {
  let window = 0;
  let counted = used;

  /** Moves to the window that holds `t` and tells when it ends. */
  function enter(t: number): number {
    const current = Math.floor((t + offsetMs) / windowMs);
    if (current !== window) {
      window = current;
      counted = 0;
    }
    return (window + 1) * windowMs - offsetMs;
  }

  return {
    request({ t, cost = 1 }) {
      const resetsAtMs = enter(t);
      const allowed = counted + cost <= limit;
      if (allowed) counted += cost;
      const remaining = Math.floor((limit - counted) / cost);
      if (allowed) return { allowed, remaining, retryAfterMs: 0, startsAtMs: t };
      return { allowed, remaining, retryAfterMs: cost > limit ? Infinity : resetsAtMs - t, answersAtMs: t };
    },
    // What was counted stays counted, however the request ended.
    abort: () => [],
    state(t) {
      const resetsAtMs = enter(t);
      return { limiter: 'fixed-window', limit, remaining: limit - counted, windowMs, resetsAtMs };
    },
  };
}
