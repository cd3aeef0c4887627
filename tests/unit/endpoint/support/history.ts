import fc from 'fast-check';
import { expect } from 'vitest';
import type { Arrival, Limiter, Verdict } from '../../../../src/sandbox/endpoint/limiter.ts';

/** One call to a limiter. */
export type Call =
  | { readonly kind: 'request'; readonly arrival: Arrival }
  | { readonly kind: 'abort'; readonly t: number; readonly id: number };

interface HistoryShape {
  readonly maxGapMs: number;
  readonly maxServiceMs?: number;
  readonly maxCost?: number;
  readonly maxHoldMs?: number;
  readonly aborts?: boolean;
}

/** Calls in the order of time, with gaps of 0 ms among them. Requests count from 1; an abort names an earlier one. */
export function histories(shape: HistoryShape): fc.Arbitrary<readonly Call[]> {
  const step = fc.record({
    gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: shape.maxGapMs })),
    serviceMs: fc.integer({ min: 1, max: shape.maxServiceMs ?? 1 }),
    cost: fc.integer({ min: 1, max: shape.maxCost ?? 1 }),
    holdMs: fc.integer({ min: 0, max: shape.maxHoldMs ?? 0 }),
    abortsBack: shape.aborts === true ? fc.option(fc.integer({ min: 0, max: 4 }), { freq: 3 }) : fc.constant(null),
  });
  return fc.array(step, { minLength: 1, maxLength: 30 }).map((steps) => {
    const calls: Call[] = [];
    let t = 0;
    let lastId = 0;
    for (const { gapMs, serviceMs, cost, holdMs, abortsBack } of steps) {
      t += gapMs;
      if (abortsBack !== null && lastId > 0) calls.push({ kind: 'abort', t, id: Math.max(1, lastId - abortsBack) });
      else calls.push({ kind: 'request', arrival: { t, id: ++lastId, serviceMs, cost, holdMs } });
    }
    return calls;
  });
}

/** Plays a history on a limiter and returns what it answered to each request. */
function play(limiter: Limiter, calls: readonly Call[]): readonly Verdict[] {
  return calls.flatMap((call) => {
    if (call.kind === 'request') return [limiter.request(call.arrival)];
    limiter.abort(call.t, call.id);
    return [];
  });
}

/**
 * Holds the limiter to its own words, by replaying the history up to each request and trying: `remaining` more pass and
 * no more; a probe at `retryAfterMs` passes and one a millisecond before it does not.
 */
export function expectTruthful(create: () => Limiter, calls: readonly Call[]): void {
  for (const [index, call] of calls.entries()) {
    if (call.kind === 'abort') continue;
    const { arrival } = call;
    const before = calls.slice(0, index + 1);
    const fork = (): Limiter => {
      const limiter = create();
      play(limiter, before);
      return limiter;
    };
    const probe = (afterMs: number): Verdict => fork().request({ ...arrival, t: arrival.t + afterMs, id: 1_000 });
    const verdict = play(create(), before).at(-1);
    if (verdict === undefined) throw new Error('The history ends in a request, so there is a verdict.');

    if (Number.isFinite(verdict.remaining)) {
      const limiter = fork();
      const more = (count: number): boolean => limiter.request({ ...arrival, id: 1_000 + count }).allowed;
      for (let count = 0; count < verdict.remaining; count += 1) expect(more(count)).toBe(true);
      expect(more(verdict.remaining)).toBe(false);
    }
    if (verdict.allowed) {
      expect(verdict.retryAfterMs).toBe(0);
      expect(verdict.startsAtMs).toBeGreaterThanOrEqual(arrival.t);
    } else if (verdict.retryAfterMs === Infinity) {
      expect(probe(10_000_000).allowed).toBe(false);
    } else {
      expect(verdict.retryAfterMs).toBeGreaterThan(0);
      expect(probe(verdict.retryAfterMs).allowed).toBe(true);
      expect(probe(verdict.retryAfterMs - 1).allowed).toBe(false);
    }
  }
}

/** The requests of a history with what was answered to each. */
export function answered(
  limiter: Limiter,
  calls: readonly Call[],
): readonly { readonly arrival: Arrival; readonly verdict: Verdict }[] {
  const verdicts = play(limiter, calls);
  const arrivals = calls.flatMap((call) => (call.kind === 'request' ? [call.arrival] : []));
  return arrivals.map((arrival, index) => {
    const verdict = verdicts[index];
    if (verdict === undefined) throw new Error('Each request has a verdict.');
    return { arrival, verdict };
  });
}
