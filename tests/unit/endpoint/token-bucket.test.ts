import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../src/sandbox/endpoint/limiters/token-bucket.ts';
import { answered, expectTruthful, histories } from './support/history.ts';

const options = fc
  .record({ capacity: fc.integer({ min: 1, max: 5 }), milliRefill: fc.integer({ min: 0, max: 200_000 }) })
  .chain(({ capacity, milliRefill }) =>
    fc.record({
      capacity: fc.constant(capacity),
      refillPerSecond: fc.constant(milliRefill / 1_000),
      tokens: fc.integer({ min: 0, max: capacity * 1_000 }).map((milli) => milli / 1_000),
    }),
  );
const calls = histories({ maxGapMs: 60, maxCost: 3 });

test('holds, at every request, what dripping a millisecond at a time would have left in it', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      const million = 1_000_000n;
      const drip = BigInt(Math.round(rule.refillPerSecond * 1_000));
      const full = BigInt(rule.capacity) * million;
      let level = BigInt(Math.round(rule.tokens * 1_000)) * 1_000n;
      let now = 0;
      for (const { arrival, verdict } of answered(createTokenBucket(rule), history)) {
        for (; now < arrival.t; now += 1) level = level + drip < full ? level + drip : full;
        const price = BigInt(arrival.cost ?? 1) * million;
        expect(verdict.allowed).toBe(price <= level);
        if (verdict.allowed) level -= price;
      }
    }),
  );
});

test('tells the truth in remaining and retryAfterMs', () => {
  fc.assert(fc.property(options, calls, (rule, history) => expectTruthful(() => createTokenBucket(rule), history)));
});

test('never admits more than its capacity and what dripped in since', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      let taken = 0;
      for (const { arrival, verdict } of answered(createTokenBucket(rule), history)) {
        if (verdict.allowed) taken += arrival.cost ?? 1;
        expect(taken * 1_000).toBeLessThanOrEqual(rule.tokens * 1_000 + rule.refillPerSecond * arrival.t + 1e-6);
      }
    }),
  );
});

test('counts fractions of a token without drift', () => {
  const limiter = createTokenBucket({ capacity: 3, refillPerSecond: 0.1 });
  for (const id of [1, 2, 3]) expect(limiter.request({ t: 0, id, serviceMs: 1 }).allowed).toBe(true);
  expect(limiter.request({ t: 0, id: 4, serviceMs: 1 }).retryAfterMs).toBe(10_000);
  expect(limiter.abort(1, 1)).toEqual([]);
  expect(limiter.state(1)).toEqual({ limiter: 'token-bucket', limit: 3, remaining: 0.0001, refillPerSecond: 0.1 });
  for (let t = 2; t < 10_000; t += 1) limiter.state(t);
  expect(limiter.state(9_999)).toMatchObject({ remaining: 0.9999 });
  expect(limiter.request({ t: 10_000, id: 5, serviceMs: 1 }).allowed).toBe(true);
  expect(limiter.state(1_000_000)).toMatchObject({ remaining: 3 });
});

test('needs 150 ms for the 749 tokens that were missing in the captured refusal of a provider', () => {
  const limiter = createTokenBucket({ capacity: 300_000, refillPerSecond: 5_000, tokens: 300_000 - 299_695 });
  expect(limiter.request({ t: 0, id: 1, serviceMs: 1, cost: 1_054 })).toMatchObject({
    allowed: false,
    retryAfterMs: 150,
  });
  expect(limiter.request({ t: 149, id: 2, serviceMs: 1, cost: 1_054 }).allowed).toBe(false);
  expect(limiter.request({ t: 150, id: 3, serviceMs: 1, cost: 1_054 }).allowed).toBe(true);
});
