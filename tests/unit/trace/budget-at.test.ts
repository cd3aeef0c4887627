import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimiter } from '../../../src/sandbox/endpoint/limiters/create-limiter.ts';
import type { LimiterSpec } from '../../../src/sandbox/endpoint/limiters/create-limiter.ts';
import { budgetAt, createBudget } from '../../../src/sandbox/trace/budget-at.ts';
import { budgetSeries } from '../../../src/sandbox/trace/budget-series.ts';
import type { LimitEvent, LimitState } from '../../../src/sandbox/trace/events.ts';
import { anyTrace } from './any-trace.ts';
import { bucket, coldStart, fourAttempts, limit, sliding } from './fixtures.ts';

const anySpec: fc.Arbitrary<LimiterSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('fixed-window'),
    limit: fc.integer({ min: 1, max: 6 }),
    windowMs: fc.integer({ min: 50, max: 900 }),
    offsetMs: fc.nat({ max: 40 }),
  }),
  fc.record({
    kind: fc.constant('sliding-window'),
    limit: fc.integer({ min: 1, max: 6 }),
    windowMs: fc.integer({ min: 50, max: 900 }),
  }),
  fc.record({
    kind: fc.constant('token-bucket'),
    capacity: fc.integer({ min: 1, max: 6 }),
    refillPerSecond: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({ kind: fc.constant('cold-start'), startupMs: fc.integer({ min: 1, max: 2000 }) }),
);

const anyArrivals = fc.array(fc.record({ gapMs: fc.nat({ max: 300 }), cost: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 30,
});

/** Asks a real limiter and writes down what its events would say; answers its state at any later instant, too. */
function record(
  spec: LimiterSpec,
  arrivals: readonly { gapMs: number; cost: number }[],
  untilMs = Infinity,
): { events: LimitEvent[]; state: (t: number) => LimitState } {
  const limiter = createLimiter(spec);
  const events: LimitEvent[] = [];
  let t = 0;
  for (const [index, { gapMs, cost }] of arrivals.entries()) {
    t += gapMs;
    if (t > untilMs) break;
    const { allowed } = limiter.request({ t, id: index + 1, serviceMs: 10, cost });
    events.push(limit(t, index + 1, allowed ? 'admitted' : 'refused', limiter.state(t)));
  }
  return { events, state: (at) => limiter.state(at) };
}

test('is the real state of a real limiter, at every instant', () => {
  fc.assert(
    fc.property(anySpec, anyArrivals, fc.nat({ max: 9000 }), (spec, arrivals, t) => {
      const { events } = record(spec, arrivals);
      const before = record(spec, arrivals, t);
      const budget = budgetAt(events, t);
      if (before.events.length === 0) {
        expect(budget).toBeNull();
        return;
      }
      const truth = before.state(t);
      expect(budget?.remaining).toBeCloseTo(truth.remaining, 6);
      if (budget?.limiter === 'sliding-window') expect(budget).toEqual(truth);
    }),
    { numRuns: 500 },
  );
});

test('agrees with each limit event at its instant, whatever it says', () => {
  fc.assert(
    fc.property(anyTrace, ({ events }) => {
      const budget = createBudget(events);
      const last = new Map(events.filter((event) => event.kind === 'limit').map((event) => [event.t, event]));
      for (const [t, { remaining, limit: most }] of last) expect(budget(t)).toMatchObject({ remaining, limit: most });
    }),
  );
});

test('a budget is unknown before anybody asked', () => {
  expect(budgetAt(fourAttempts.events, -1)).toBeNull();
  expect(budgetAt([], 5)).toBeNull();
  expect(budgetSeries([], 5)).toBeNull();
});

test('a fixed window is whole again at its reset, not before', () => {
  expect(budgetAt(fourAttempts.events, 6999)?.remaining).toBe(0);
  expect(budgetAt(fourAttempts.events, 7000)?.remaining).toBe(5);
  expect(budgetAt(fourAttempts.events, 7012)?.remaining).toBe(4);
});

test('a bucket refills in between, up to its brim', () => {
  const events = [
    limit(1000, 1, 'admitted', { limiter: 'token-bucket', limit: 10, remaining: 2.5, refillPerSecond: 2 }),
  ];
  expect(budgetAt(events, 1250)?.remaining).toBe(3);
  expect(budgetAt(events, 60_000)?.remaining).toBe(10);
});

test('a queue and a replica keep their state until told otherwise', () => {
  const events = [limit(0, 1, 'queued', { limiter: 'concurrency', limit: 2, remaining: 0, queued: 1, queueLimit: 4 })];
  expect(budgetAt(events, 9999)).toEqual({ limiter: 'concurrency', limit: 2, remaining: 0, queued: 1, queueLimit: 4 });
  expect(budgetAt(coldStart.events, 41_999)?.remaining).toBe(0);
  expect(budgetAt(coldStart.events, 42_000)?.remaining).toBe(1);
});

test('leaves out the events of a second limiter', () => {
  const other = limit(10, 2, 'admitted', { limiter: 'concurrency', limit: 9, remaining: 9, queued: 0, queueLimit: 0 });
  expect(budgetAt([...fourAttempts.events, other], 10)?.limiter).toBe('fixed-window');
});

test('the line of a window steps at its reset and at the request after it', () => {
  const series = budgetSeries(fourAttempts.events, 7092);
  expect(series?.points.filter(({ t }) => t > 2000)).toEqual([
    { t: 7000, remaining: 0 },
    { t: 7000, remaining: 5 },
    { t: 7012, remaining: 5 },
    { t: 7012, remaining: 4 },
    { t: 7092, remaining: 4 },
  ]);
  expect(series?.marks).toEqual([{ t: 7000, kind: 'resets' }]);
});

test('the line of a bucket slopes to its brim and is level there', () => {
  const series = budgetSeries(bucket.events, 9040);
  expect(series?.marks).toEqual([{ t: 8500, kind: 'full' }]);
  expect(series?.points.slice(-4).map(({ remaining }) => Math.round(remaining * 100) / 100)).toEqual([10, 10, 9, 9.08]);
});

test('the line is the budget at each of its corners, and never outside its limits', () => {
  fc.assert(
    fc.property(anySpec, anyArrivals, (spec, arrivals) => {
      const { events } = record(spec, arrivals);
      const untilMs = (events.at(-1)?.t ?? 0) + 500;
      const series = budgetSeries(events, untilMs);
      const budget = createBudget(events);
      const corners = series?.points ?? [];
      expect(corners.at(-1)?.t).toBe(untilMs);
      for (const [index, { t, remaining }] of corners.entries()) {
        expect(remaining).toBeGreaterThanOrEqual(0);
        expect(remaining).toBeLessThanOrEqual(series?.limit ?? 0);
        expect(t).toBeGreaterThanOrEqual(corners[index - 1]?.t ?? 0);
        // Of several corners at one instant the last is what holds from then on.
        if (corners[index + 1]?.t !== t) expect(remaining).toBeCloseTo(budget(t)?.remaining ?? NaN, 6);
      }
    }),
  );
});

test('marks each expiry of a sliding window once', () => {
  const times = budgetSeries(sliding.events, 6160)?.marks.map(({ t }) => t) ?? [];
  expect(times).toEqual([3000, 3300, 3900, 4000, 6000]);
});
