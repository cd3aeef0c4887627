import type { Limiter } from '../limiter.ts';

export interface SlidingWindowOptions {
  readonly limit: number;
  readonly windowMs: number;
}

/** Admits a request if, with it, no more than `limit` were admitted in the `windowMs` that end now. */
export function createSlidingWindow({ limit, windowMs }: SlidingWindowOptions): Limiter {
  let counted: { readonly expiresAtMs: number; readonly cost: number }[] = [];

  const used = (): number => counted.reduce((sum, entry) => sum + entry.cost, 0);
  const forget = (t: number): void => {
    counted = counted.filter((entry) => entry.expiresAtMs > t);
  };

  /** When enough has left the window for `cost` to fit. */
  function fitsAtMs(cost: number): number {
    let left = used();
    for (const entry of counted) {
      left -= entry.cost;
      if (left + cost <= limit) return entry.expiresAtMs;
    }
    return Infinity;
  }

  return {
    request({ t, cost = 1 }) {
      forget(t);
      const allowed = used() + cost <= limit;
      if (allowed) counted.push({ expiresAtMs: t + windowMs, cost });
      const remaining = Math.floor((limit - used()) / cost);
      if (allowed) return { allowed, remaining, retryAfterMs: 0, startsAtMs: t };
      return { allowed, remaining, retryAfterMs: fitsAtMs(cost) - t, answersAtMs: t };
    },
    // What was counted stays counted, however the request ended.
    abort: () => [],
    state(t) {
      forget(t);
      const nextExpiryMs = counted[0]?.expiresAtMs ?? null;
      return { limiter: 'sliding-window', limit, remaining: limit - used(), windowMs, nextExpiryMs };
    },
  };
}
