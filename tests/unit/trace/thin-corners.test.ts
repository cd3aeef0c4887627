import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinCorners } from '../../../src/sandbox/trace/thin-corners.ts';

const anyLine = fc
  .array(fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true })), {
    minLength: 401,
    maxLength: 1500,
  })
  .map((corners) => corners.sort(([a], [b]) => a - b));

test('leaves a line of few corners as it is', () => {
  const corners = [
    [0, 1],
    [0, 2],
    [5, 2],
  ] as const;
  expect(thinCorners(corners)).toBe(corners);
});

test('keeps the ends, the order and every peak of a line that has too many', () => {
  fc.assert(
    fc.property(anyLine, (corners) => {
      const thin = thinCorners(corners);
      expect(thin.length).toBeLessThanOrEqual(61 * 4);
      expect(thin[0]).toBe(corners[0]);
      expect(thin.at(-1)).toBe(corners.at(-1));
      expect(thin).toEqual(corners.filter((corner) => thin.includes(corner)));
      const heights = (of: typeof corners): readonly number[] => of.map(([, y]) => y);
      expect(Math.max(...heights([...thin].map(([x, y]) => [x, y])))).toBe(Math.max(...heights(corners)));
      expect(Math.min(...heights([...thin].map(([x, y]) => [x, y])))).toBe(Math.min(...heights(corners)));
    }),
  );
});
