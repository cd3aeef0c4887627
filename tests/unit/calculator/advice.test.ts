import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviseOnSlots, adviseOnWindow } from '../../../src/sandbox/calculator/advice.ts';
import { bestInFlightForWindow, finishInSlots, finishInWindows } from '../../../src/sandbox/calculator/finish-time.ts';

const job = { requests: 12_000, limit: 1_000, windowMs: 300_000, latencyMs: 400, inFlight: 4 };

test('a client that the limit holds up is helped by a higher one', () => {
  expect(adviseOnWindow(job, 2_500)).toEqual({
    now: '56 min 40 s: the limit holds you up.',
    best: '2 in flight use the whole limit; more reach the refusal sooner, not the end.',
    upgrade: 'A limit of 2,500 with 4 in flight helps: from 56 min 40 s to 23 min 20 s.',
  });
});

test('a client that holds itself up is told to send more before it buys', () => {
  const slow = { ...job, requests: 2_000, latencyMs: 4_000, inFlight: 1 };
  expect(adviseOnWindow(slow, 2_500).now).toBe('2 h 13 min: your own requests in flight hold you up.');
  expect(adviseOnWindow(slow, 2_500).best).toMatch(/^Keep 14 in flight instead of 1: /);
});

test('an upgrade that changes nothing is said to', () => {
  const few = { ...job, requests: 800 };
  expect(adviseOnWindow(few, 2_500).upgrade).toMatch(/does not help/);
});

test('slots: more in flight than slots are refused, replicas help', () => {
  const slots = { requests: 10_000, slots: 128, latencyMs: 6_000, inFlight: 200 };
  expect(adviseOnSlots(slots, 2)).toEqual({
    now: '7 min 54 s: 72 of your requests in flight are refused.',
    best: 'Keep 128 in flight: 7 min 54 s.',
    upgrade: 'Running 2 replicas with 256 in flight helps: from 7 min 54 s to 4 min.',
  });
});

const number = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

test('more in flight, or a higher limit, never takes longer; the best in flight uses the whole limit', () => {
  const jobs = fc.record({
    requests: number(1, 5_000),
    limit: number(1, 2_000),
    windowMs: number(1_000, 300_000),
    latencyMs: number(10, 1_000),
    inFlight: number(1, 50),
  });
  fc.assert(
    fc.property(jobs, (one) => {
      const { totalMs } = finishInWindows(one);
      expect(finishInWindows({ ...one, limit: one.limit * 2 }).totalMs).toBeLessThanOrEqual(totalMs);
      const best = bestInFlightForWindow(one);
      expect(best * Math.floor(one.windowMs / one.latencyMs)).toBeGreaterThanOrEqual(one.limit);
      if (best > 1) expect((best - 1) * Math.floor(one.windowMs / one.latencyMs)).toBeLessThan(one.limit);
      const slots = { requests: one.requests, slots: one.limit, latencyMs: one.latencyMs, inFlight: one.inFlight };
      expect(finishInSlots({ ...slots, inFlight: one.inFlight + 1 }).totalMs).toBeLessThanOrEqual(
        finishInSlots(slots).totalMs,
      );
    }),
  );
});
