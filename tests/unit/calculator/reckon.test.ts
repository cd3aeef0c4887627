import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculatorModes } from '../../../src/sandbox/calculator/calculator-fields.ts';
import { reckonSlots, reckonWindow } from '../../../src/sandbox/calculator/reckon.ts';
import { formatDuration } from '../../../src/sandbox/trace/duration.ts';

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const windowJob = fc.record({
  requests: whole(1, 20_000),
  limit: whole(1, 3_000),
  windowMs: whole(1_000, 600_000),
  latencyMs: fc.oneof(whole(10, 500), whole(10, 60_000)),
  inFlight: fc.oneof(whole(1, 8), whole(1, 10_000)),
});
const slotJob = fc.record({
  requests: whole(1, 20_000),
  slots: whole(1, 500),
  latencyMs: whole(10, 60_000),
  inFlight: whole(1, 1_000),
});

test('with a window the best is never slower than now, nor a higher limit slower than the best', () => {
  fc.assert(
    fc.property(windowJob, whole(0, 10_000), (job, more) => {
      const { now, best, atOnceMs, upgraded } = reckonWindow(job, job.limit + more);
      expect(best.totalMs).toBeLessThanOrEqual(now.totalMs);
      expect(atOnceMs).toBeLessThanOrEqual(best.totalMs);
      expect(upgraded.totalMs).toBeLessThanOrEqual(best.totalMs);
      if (more === 0) expect(upgraded).toEqual(best);
    }),
    { numRuns: 500 },
  );
});

test('with a window nobody is told to keep more in flight than are as fast', () => {
  fc.assert(
    fc.property(windowJob, (job) => {
      const { best } = reckonWindow(job, job.limit);
      if (best.inFlight === 1) return;
      const fewer = reckonWindow({ ...job, inFlight: best.inFlight - 1 }, job.limit);
      expect(fewer.now.totalMs).toBeGreaterThan(best.totalMs);
    }),
    { numRuns: 500 },
  );
  const flood = { requests: 12_000, limit: 1_000, windowMs: 300_000, latencyMs: 400, inFlight: 10_000 };
  expect(reckonWindow(flood, 1_000).best.inFlight).toBeLessThanOrEqual(1_000);
});

test('with slots the best is never slower than now, nor more replicas slower than the best', () => {
  fc.assert(
    fc.property(slotJob, whole(1, 10), (job, replicas) => {
      const { now, best, upgraded } = reckonSlots(job, replicas);
      expect(best.totalMs).toBeLessThanOrEqual(now.totalMs);
      expect(upgraded.totalMs).toBeLessThanOrEqual(best.totalMs);
      if (replicas === 1) expect(upgraded).toEqual(best);
    }),
    { numRuns: 500 },
  );
});

/** Numbers that a form takes. */
const valuesOf = ({ fields }: (typeof calculatorModes)[keyof typeof calculatorModes]) =>
  fc.record(
    Object.fromEntries(
      fields.map(({ name, min, max, step }) => {
        const steps = Math.round((Math.min(max, 20_000) - min) / step);
        return [name, whole(0, steps).map((count) => min + count * step)];
      }),
    ),
  );

test.each(Object.entries(calculatorModes))(
  '%s: the upgrade is compared with the time that stands for the best',
  (_, mode) => {
    fc.assert(
      fc.property(valuesOf(mode), (values) => {
        const { best, upgrade } = mode.advise(values);
        const bestTime = /in flight[^:]*: (.+?)\./
          .exec(best.replaceAll(/(\d)\.(\d)/g, '$1·$2'))?.[1]
          ?.replaceAll('·', '.');
        expect(bestTime).toBeDefined();
        expect([`still ${bestTime}.`, `instead of the best ${bestTime}.`].some((end) => upgrade.endsWith(end))).toBe(
          true,
        );
      }),
    );
  },
);

test('the numbers of the form as it comes: one baseline in all three rows', () => {
  const job = { requests: 12_000, limit: 1_000, windowMs: 300_000, latencyMs: 400, inFlight: 4 };
  const { now, best } = reckonWindow(job, 2_500);
  expect(formatDuration(now.totalMs)).toBe('56 min 40 s');
  expect(best).toEqual({ inFlight: 4, totalMs: now.totalMs });
});
