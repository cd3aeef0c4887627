import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createColdStart } from '../../../src/sandbox/endpoint/limiters/cold-start.ts';
import { answered, expectTruthful, histories } from './support/history.ts';

const options = fc.record({
  startupMs: fc.integer({ min: 1, max: 60 }),
  wokenAtMs: fc.option(fc.integer({ min: -30, max: 0 }), { nil: undefined }),
});
const calls = histories({ maxGapMs: 15, maxHoldMs: 80 });

test('is ready a start-up after it was woken, and no request before that is worked on', () => {
  fc.assert(
    fc.property(options, calls, ({ startupMs, wokenAtMs }, history) => {
      const rule = { startupMs, ...(wokenAtMs !== undefined && { wokenAtMs }) };
      const all = answered(createColdStart(rule), history);
      const readyAtMs = (wokenAtMs ?? all[0]?.arrival.t ?? 0) + startupMs;
      for (const { arrival, verdict } of all) {
        const { t, holdMs = 0 } = arrival;
        if (t >= readyAtMs) expect(verdict).toMatchObject({ allowed: true, startsAtMs: t, remaining: Infinity });
        else if (readyAtMs - t <= holdMs) expect(verdict).toMatchObject({ allowed: true, startsAtMs: readyAtMs });
        else expect(verdict).toMatchObject({ allowed: false, answersAtMs: t + holdMs, remaining: 0 });
      }
    }),
  );
});

test('tells the truth in retryAfterMs', () => {
  fc.assert(
    fc.property(options, calls, ({ startupMs, wokenAtMs }, history) =>
      expectTruthful(() => createColdStart({ startupMs, ...(wokenAtMs !== undefined && { wokenAtMs }) }), history),
    ),
  );
});

test('sleeps until somebody knocks', () => {
  const limiter = createColdStart({ startupMs: 42_000 });
  const state = { limiter: 'cold-start', limit: 1 };
  expect(limiter.state(5_000)).toEqual({ ...state, remaining: 0, readyAtMs: null });
  expect(limiter.request({ t: 10_000, id: 1, serviceMs: 1 }).retryAfterMs).toBe(42_000);
  expect(limiter.abort(11_000, 1)).toEqual([]);
  expect(limiter.state(51_999)).toEqual({ ...state, remaining: 0, readyAtMs: 52_000 });
  expect(limiter.state(52_000)).toEqual({ ...state, remaining: 1, readyAtMs: 52_000 });
});
