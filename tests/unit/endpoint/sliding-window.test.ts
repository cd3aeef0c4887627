import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlidingWindow } from '../../../src/sandbox/endpoint/limiters/sliding-window.ts';
import { answered, expectTruthful, histories } from './support/history.ts';

const options = fc.record({ limit: fc.integer({ min: 1, max: 5 }), windowMs: fc.integer({ min: 1, max: 40 }) });
const calls = histories({ maxGapMs: 15, maxCost: 3 });

test('admits a request exactly when the window that ends with it holds no more than the limit', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      const admitted: { t: number; cost: number }[] = [];
      for (const { arrival, verdict } of answered(createSlidingWindow(rule), history)) {
        const { t, cost = 1 } = arrival;
        const inWindow = admitted.filter((one) => one.t > t - rule.windowMs).reduce((sum, one) => sum + one.cost, 0);
        expect(verdict.allowed).toBe(inWindow + cost <= rule.limit);
        if (verdict.allowed) admitted.push({ t, cost });
      }
    }),
  );
});

test('keeps to the limit in every window there is, wherever it begins', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      const admitted = answered(createSlidingWindow(rule), history).filter(({ verdict }) => verdict.allowed);
      const end = admitted.at(-1)?.arrival.t ?? 0;
      for (let from = -rule.windowMs; from <= end; from += 1) {
        const held = admitted.filter(({ arrival }) => arrival.t >= from && arrival.t < from + rule.windowMs);
        expect(held.reduce((sum, { arrival }) => sum + (arrival.cost ?? 1), 0)).toBeLessThanOrEqual(rule.limit);
      }
    }),
  );
});

test('tells the truth in remaining and retryAfterMs', () => {
  fc.assert(fc.property(options, calls, (rule, history) => expectTruthful(() => createSlidingWindow(rule), history)));
});

test('refuses the second of two bursts that meet where a fixed window would have its edge', () => {
  const limiter = createSlidingWindow({ limit: 3, windowMs: 1_000 });
  const at = (t: number): boolean => limiter.request({ t, id: t, serviceMs: 1 }).allowed;
  expect([997, 998, 999, 1_000, 1_996, 1_997].map(at)).toEqual([true, true, true, false, false, true]);
});

test('says when the oldest request leaves the window', () => {
  const limiter = createSlidingWindow({ limit: 2, windowMs: 100 });
  const state = { limiter: 'sliding-window', limit: 2, windowMs: 100 };
  expect(limiter.state(0)).toEqual({ ...state, remaining: 2, nextExpiryMs: null });
  limiter.request({ t: 10, id: 1, serviceMs: 1 });
  limiter.request({ t: 40, id: 2, serviceMs: 1 });
  expect(limiter.abort(50, 1)).toEqual([]);
  expect(limiter.state(109)).toEqual({ ...state, remaining: 0, nextExpiryMs: 110 });
  expect(limiter.state(110)).toEqual({ ...state, remaining: 1, nextExpiryMs: 140 });
});
