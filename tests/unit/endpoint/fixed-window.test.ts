import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFixedWindow, type FixedWindowOptions } from '../../../src/sandbox/endpoint/limiters/fixed-window.ts';
import { answered, expectTruthful, histories } from './support/history.ts';

const options = fc
  .record({ limit: fc.integer({ min: 1, max: 5 }), windowMs: fc.integer({ min: 1, max: 40 }) })
  .chain(({ limit, windowMs }) =>
    fc.record({
      limit: fc.constant(limit),
      windowMs: fc.constant(windowMs),
      offsetMs: fc.integer({ min: 0, max: windowMs - 1 }),
      used: fc.integer({ min: 0, max: limit }),
    }),
  );
const calls = histories({ maxGapMs: 15, maxCost: 3 });

/** Walks from the start of the first window, a millisecond at a time. */
function windowStart({ windowMs, offsetMs = 0 }: FixedWindowOptions, t: number): number {
  let start = -offsetMs;
  for (let now = -offsetMs; now <= t; now += 1) if (now - start === windowMs) start = now;
  return start;
}

test('admits a request exactly when what its window holds, itself included, is within the limit', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      const admitted: { t: number; cost: number }[] = [];
      for (const { arrival, verdict } of answered(createFixedWindow(rule), history)) {
        const { t, cost = 1 } = arrival;
        const start = windowStart(rule, t);
        const before = start <= 0 ? rule.used : 0;
        const inWindow = admitted.filter((one) => one.t >= start).reduce((sum, one) => sum + one.cost, before);
        expect(verdict.allowed).toBe(inWindow + cost <= rule.limit);
        if (verdict.allowed) admitted.push({ t, cost });
      }
    }),
  );
});

test('tells the truth in remaining and retryAfterMs', () => {
  fc.assert(fc.property(options, calls, (rule, history) => expectTruthful(() => createFixedWindow(rule), history)));
});

test('starts in a window that is used up and has 55 s to go, as the Hub may greet a reader', () => {
  const limiter = createFixedWindow({ limit: 1_000, windowMs: 300_000, offsetMs: 245_000, used: 1_000 });
  expect(limiter.request({ t: 0, id: 1, serviceMs: 1 })).toEqual({
    allowed: false,
    remaining: 0,
    retryAfterMs: 55_000,
    answersAtMs: 0,
  });
  expect(limiter.request({ t: 54_999, id: 2, serviceMs: 1 }).allowed).toBe(false);
  expect(limiter.request({ t: 55_000, id: 3, serviceMs: 1 })).toMatchObject({ allowed: true, remaining: 999 });
  expect(limiter.state(55_000)).toEqual({
    limiter: 'fixed-window',
    limit: 1_000,
    remaining: 999,
    windowMs: 300_000,
    resetsAtMs: 355_000,
  });
});

test('lets two bursts that meet at an edge pass twice the limit', () => {
  const limiter = createFixedWindow({ limit: 3, windowMs: 1_000 });
  const at = (t: number): boolean => limiter.request({ t, id: t, serviceMs: 1 }).allowed;
  expect([997, 998, 999, 1_000, 1_001, 1_002, 1_003].map(at)).toEqual([true, true, true, true, true, true, false]);
});

test('shows a fresh window after the old one has ended, without a request', () => {
  const limiter = createFixedWindow({ limit: 2, windowMs: 100 });
  limiter.request({ t: 10, id: 1, serviceMs: 1 });
  expect(limiter.state(10)).toMatchObject({ remaining: 1, resetsAtMs: 100 });
  expect(limiter.abort(20, 1)).toEqual([]);
  expect(limiter.state(99)).toMatchObject({ remaining: 1 });
  expect(limiter.state(250)).toMatchObject({ remaining: 2, resetsAtMs: 300 });
});
