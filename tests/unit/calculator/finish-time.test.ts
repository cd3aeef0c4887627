import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bestInFlightForSlots,
  bestInFlightForWindow,
  finishInSlots,
  finishInWindows,
  type SlotJob,
  type WindowJob,
} from '../../../src/sandbox/calculator/finish-time.ts';
import type { Limiter } from '../../../src/sandbox/endpoint/limiter.ts';
import { createConcurrency } from '../../../src/sandbox/endpoint/limiters/concurrency.ts';
import { createFixedWindow } from '../../../src/sandbox/endpoint/limiters/fixed-window.ts';

/** The time of a client that asks a real limiter, and comes back exactly when a refusal says. */
function timeAgainst(limiter: Limiter, { requests, latencyMs, inFlight }: Omit<SlotJob, 'slots'>): number {
  const freeAtMs = Array.from({ length: inFlight }, () => 0);
  let [sent, doneMs] = [0, 0];
  while (sent < requests) {
    const t = Math.min(...freeAtMs);
    const worker = freeAtMs.indexOf(t);
    const { allowed, retryAfterMs } = limiter.request({ t, id: sent, serviceMs: latencyMs });
    freeAtMs[worker] = t + (allowed ? latencyMs : retryAfterMs);
    if (!allowed) continue;
    sent += 1;
    doneMs = Math.max(doneMs, t + latencyMs);
  }
  return doneMs;
}

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const windowJob: fc.Arbitrary<WindowJob> = fc.record({
  requests: whole(1, 300),
  limit: whole(1, 60),
  windowMs: whole(100, 10_000),
  latencyMs: fc.oneof(whole(10, 500), whole(10, 20_000)),
  inFlight: fc.oneof(whole(1, 8), whole(1, 90)),
});
const slotJob: fc.Arbitrary<SlotJob> = fc.record({
  requests: whole(1, 300),
  slots: whole(1, 40),
  latencyMs: whole(10, 5_000),
  inFlight: whole(1, 60),
});

test('a job against a window takes what it takes against the limiter itself', () => {
  fc.assert(
    fc.property(windowJob, (job) => {
      expect(finishInWindows(job).totalMs).toBe(timeAgainst(createFixedWindow(job), job));
    }),
    { numRuns: 500 },
  );
});

test('a job against slots takes what it takes against the limiter itself', () => {
  fc.assert(
    fc.property(slotJob, (job) => {
      const limiter = createConcurrency({ limit: job.slots, queueLimit: 0 });
      expect(finishInSlots(job).totalMs).toBe(timeAgainst(limiter, job));
    }),
    { numRuns: 500 },
  );
});

test('the best in flight uses the whole limit: it ends within a window of all at once, and one less falls behind', () => {
  fc.assert(
    fc.property(windowJob, (job) => {
      const best = bestInFlightForWindow(job);
      const timeMs = (inFlight: number): number => finishInWindows({ ...job, inFlight }).totalMs;
      expect(timeMs(best) - timeMs(job.requests)).toBeLessThan(job.windowMs);
      if (best > 1) expect((best - 1) * job.windowMs).toBeLessThan(job.limit * job.latencyMs);
    }),
  );
});

test('the best in flight for slots is as fast as any, whatever the client keeps', () => {
  fc.assert(
    fc.property(slotJob, (job) => {
      const atBest = finishInSlots({ ...job, inFlight: bestInFlightForSlots(job) });
      expect(atBest.totalMs).toBeLessThanOrEqual(finishInSlots(job).totalMs);
      expect(bestInFlightForSlots(job)).toBeLessThanOrEqual(job.slots);
    }),
  );
});

test('more in flight, or a higher limit, never takes longer', () => {
  fc.assert(
    fc.property(windowJob, (job) => {
      const { totalMs } = finishInWindows(job);
      expect(finishInWindows({ ...job, inFlight: job.inFlight + 1 }).totalMs).toBeLessThanOrEqual(totalMs);
      expect(finishInWindows({ ...job, limit: job.limit + 1 }).totalMs).toBeLessThanOrEqual(totalMs);
    }),
  );
});

test.each<[WindowJob, string]>([
  [{ requests: 12_000, limit: 1_000, windowMs: 300_000, latencyMs: 400, inFlight: 4 }, 'limit'],
  [{ requests: 2_000, limit: 1_000, windowMs: 300_000, latencyMs: 4_000, inFlight: 1 }, 'in-flight'],
  [{ requests: 3, limit: 1_000, windowMs: 300_000, latencyMs: 4_000, inFlight: 4 }, 'nothing'],
])('%o is held up by: %s', (job, bottleneck) => {
  expect(finishInWindows(job).bottleneck).toBe(bottleneck);
});

test('the largest numbers that the form takes are worked out at once', () => {
  const largest = { requests: 10_000_000, limit: 1_000_000, windowMs: 86_400_000, latencyMs: 10, inFlight: 1 };
  expect(finishInWindows(largest).totalMs).toBe(9 * 86_400_000 + 1_000_000 * 10);
  expect(bestInFlightForWindow(largest)).toBe(1);
});
