import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawFigure } from '../../../src/sandbox/figure/draw-figure.ts';
import { figureKinds, isFigureName } from '../../../src/sandbox/figure/figure-kinds.ts';
import { figureSentence } from '../../../src/sandbox/figure/figure-sentence.ts';
import { originalValues } from '../../../src/sandbox/figure/number-form.ts';
import { simulateArrivals } from '../../../src/sandbox/figure/simulate-arrivals.ts';

const names = Object.keys(figureKinds).filter(isFigureName);

function sentence(name: (typeof names)[number], changed: Record<string, number> = {}): string {
  const values = { ...originalValues(figureKinds[name].fields), ...changed };
  return figureSentence(name, values, simulateArrivals(name, values));
}

test('the same requests pass twice a fixed limit at the edge of its window, and never a sliding one', () => {
  expect(sentence('fixed-window')).toBe('10 of 14 requests admitted; the most within any 4.0 s: 10.');
  expect(sentence('sliding-window')).toBe('5 of 14 requests admitted; the most within any 4.0 s: 5.');
});

test('a queue turns refusals into waiting', () => {
  const refusing = sentence('concurrency');
  const queueing = sentence('concurrency-queue');
  expect(refusing).toMatch(/^\d+ of 14 requests admitted\.$/);
  expect(queueing).toMatch(/after waiting in the queue/);
  expect(Number.parseInt(queueing, 10)).toBeGreaterThan(Number.parseInt(refusing, 10));
});

test.each(names)('every value that %s accepts is drawn, in order and with an end', (name) => {
  const { fields } = figureKinds[name];
  const value = ({ min, max, step }: (typeof fields)[number]): fc.Arbitrary<number> =>
    fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((steps) => min + steps * step);
  const arbitrary = fc.record(Object.fromEntries(fields.map((field) => [field.name, value(field)])));
  fc.assert(
    fc.property(arbitrary, (values) => {
      const { events } = simulateArrivals(name, values);
      expect(events.map(({ t }) => t)).toEqual(events.map(({ t }) => t).toSorted((a, b) => a - b));
      expect(events.filter(({ kind }) => kind === 'request')).toHaveLength(values['requests'] ?? -1);
      expect(events.at(-1)?.kind).toBe('end');
      for (const { t } of events) expect(Number.isInteger(t)).toBe(true);
      const drawn = drawFigure(name, values, 'f');
      expect(drawn.svg + drawn.table + drawn.sentence).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { numRuns: 40 },
  );
});
