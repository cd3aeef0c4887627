import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseTicks, createScale, timeX } from '../../../src/sandbox/trace/timeline-scale.ts';

const ticksOf = (endMs: number): string =>
  chooseTicks(createScale(endMs, 50, 456))
    .map(({ text }) => text)
    .join(' ');

test.each([
  [0, '0 ms 20 40 60 80 100'],
  [1, '0 ms 1'],
  [850, '0 ms 200 400 600 800'],
  [1200, '0 s 0.2 0.4 0.6 0.8 1 1.2'],
  [7092, '0 s 2 4 6'],
  [31_400, '0 s 10 20 30'],
  [119_000, '0 s 20 40 60 80 100'],
  [300_000, '0 min 1 2 3 4 5'],
  [3_600_000, '0 min 10 20 30 40 50 60'],
  [86_400_000, '0 h 6 12 18 24'],
])('puts round values on the axis of a run of %i ms', (endMs, expected) => {
  expect(ticksOf(endMs)).toBe(expected);
});

test('ticks are few, in order and apart, however long the run', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat({ max: 10_000 }), fc.nat({ max: 2_000_000_000 })), (endMs) => {
      const ticks = chooseTicks(createScale(endMs, 50, 456));
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const [index, { x }] of ticks.slice(1).entries()) expect(x - (ticks[index]?.x ?? 0)).toBeGreaterThan(40);
      expect(ticks.at(-1)?.x).toBeLessThanOrEqual(456);
    }),
  );
});

test('an instant outside the run lies at its end', () => {
  const scale = createScale(1000, 50, 450);
  expect([-5, 0, 500, 1000, 2000].map((t) => timeX(scale, t))).toEqual([50, 50, 250, 450, 450]);
});
