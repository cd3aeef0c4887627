import type { Limiter } from '../limiter.ts';

export interface TokenBucketOptions {
  readonly capacity: number;
  /** Tokens per second, in steps of 0.001. */
  readonly refillPerSecond: number;
  /** Tokens in the bucket at `t = 0`, in steps of 0.001. @default capacity */
  readonly tokens?: number;
}

/** A token is counted in millionths, so that every level is a whole number and no rounding creeps in. */
const UNITS_PER_TOKEN = 1_000_000;

/** A bucket that refills steadily. A request takes a token; a burst of up to `capacity` passes at once. */
export function createTokenBucket({ capacity, refillPerSecond, tokens = capacity }: TokenBucketOptions): Limiter {
  const full = Math.round(capacity * UNITS_PER_TOKEN);
  const unitsPerMs = Math.round((refillPerSecond * UNITS_PER_TOKEN) / 1_000);
  let units = Math.round(tokens * UNITS_PER_TOKEN);
  let filledAtMs = 0;

  function refill(t: number): void {
    units = Math.min(full, units + (t - filledAtMs) * unitsPerMs);
    filledAtMs = t;
  }

  return {
    request({ t, cost = 1 }) {
      refill(t);
      const price = cost * UNITS_PER_TOKEN;
      const allowed = price <= units;
      if (allowed) units -= price;
      const remaining = Math.floor(units / price);
      if (allowed) return { allowed, remaining, retryAfterMs: 0, startsAtMs: t };
      const retryAfterMs = price > full || unitsPerMs === 0 ? Infinity : Math.ceil((price - units) / unitsPerMs);
      return { allowed, remaining, retryAfterMs, answersAtMs: t };
    },
    // A token that was taken stays taken, however the request ended.
    abort: () => [],
    state(t) {
      refill(t);
      return { limiter: 'token-bucket', limit: capacity, remaining: units / UNITS_PER_TOKEN, refillPerSecond };
    },
  };
}
