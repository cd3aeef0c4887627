import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { layoutTimeline, timelineX } from '../../../src/sandbox/trace/timeline-layout.ts';
import type { TimelineLayout } from '../../../src/sandbox/trace/timeline-layout.ts';
import { TIMELINE_WIDTH } from '../../../src/sandbox/trace/timeline-types.ts';
import { anyTrace } from './any-trace.ts';
import {
  bucket,
  coldStart,
  cutOff,
  empty,
  exchange,
  fourAttempts,
  gaveUp,
  herd,
  makeTrace,
  sliding,
  steady,
  streamed,
} from './fixtures.ts';

const samples: Readonly<Record<string, Trace>> = {
  fourAttempts,
  gaveUp,
  streamed,
  cutOff,
  bucket,
  sliding,
  coldStart,
  empty,
  two: herd(2, 1, 500, 400),
  three: herd(3, 1, 500, 400),
  twelve: herd(12, 2, 900, 400),
  twenty: herd(20, 4, 900, 400),
  hundreds: herd(400, 16, 900, 400),
  row: steady(30, 400),
};

function textsOf({ labels }: TimelineLayout, kind: string): readonly string[] {
  return labels.filter((label) => label.kind === kind).map(({ text }) => text);
}

/** Every label that would be printed over another or over a shape, or that leaves the page. */
function faults({ labels, height, bars, waits }: TimelineLayout): readonly string[] {
  const boxes = labels.map(({ text, center, y, width, height: size, isInside = false }) => ({
    isInside,
    text,
    from: center - width / 2,
    to: center + width / 2,
    // A line of text reaches from its cap height to a little below its base line.
    top: y - size * 0.73,
    bottom: y + size * 0.1,
  }));
  const outside = boxes.filter(
    (box) => box.from < -0.01 || box.to > TIMELINE_WIDTH + 0.01 || box.bottom > height || box.top < -0.01,
  );
  const over = boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => box.from < other.to && other.from < box.to && box.top < other.bottom && other.top < box.bottom)
      .map((other) => `${box.text} over ${other.text}`),
  );
  const hidden = boxes.flatMap((box) =>
    box.isInside
      ? []
      : [...bars, ...waits]
          .filter(
            ({ x, y, width, height: size }) =>
              box.from < x + width && x < box.to && box.top < y + size && y < box.bottom,
          )
          .map(() => `${box.text} over a shape`),
  );
  const loose = boxes
    .filter(
      (box) =>
        box.isInside &&
        !bars.some(
          ({ x, y, width, height: size }) =>
            x <= box.from && box.to <= x + width && y <= box.top && box.bottom <= y + size,
        ),
    )
    .map(({ text }) => `${text} outside its bar`);
  return [...loose, ...outside.map(({ text }) => `${text} outside`), ...over, ...hidden];
}

test.each(Object.entries(samples))('lays out %s without a label over another', (_, trace) => {
  expect(faults(layoutTimeline(trace))).toEqual([]);
});

test('lays out any run without a label over another, and every shape inside', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const layout = layoutTimeline(trace);
      expect(faults(layout)).toEqual([]);
      const shapes = [...layout.bars, ...layout.waits, ...layout.columns];
      for (const { x, y, width, height } of shapes) {
        expect(width).toBeGreaterThan(0);
        expect(height).toBeGreaterThan(0);
        expect(x).toBeGreaterThanOrEqual(layout.scale.left - 0.01);
        expect(x + width).toBeLessThanOrEqual(TIMELINE_WIDTH);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + height).toBeLessThanOrEqual(layout.plotBottom);
      }
      for (const [x, y] of layout.curves.flatMap(({ corners }) => corners)) {
        expect(x).toBeGreaterThanOrEqual(layout.scale.left - 0.01);
        expect(x).toBeLessThanOrEqual(layout.scale.right + 0.01);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(layout.plotBottom);
      }
    }),
    { numRuns: 300 },
  );
});

test('does not lay one attempt over another of its lane', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const lanes = Map.groupBy(layoutTimeline(trace).bars, ({ y }) => y);
      for (const bars of lanes.values()) {
        for (const [index, bar] of bars.slice(1).entries()) {
          const before = bars[index];
          // Attempts closer than a pixel are drawn a pixel wide.
          expect(bar.x - (before?.x ?? 0)).toBeGreaterThanOrEqual(Math.min(0, (before?.width ?? 0) - 1));
          expect(bar.hit.x).toBeGreaterThanOrEqual((before?.hit.x ?? 0) + (before?.hit.width ?? 0) - 1.01);
        }
      }
    }),
  );
});

test('names answers, reasons and resets', () => {
  const layout = layoutTimeline(fourAttempts);
  expect(textsOf(layout, 'status')).toEqual(expect.arrayContaining(['429', '200']));
  expect(textsOf(layout, 'wait')).toContain('Retry-After 5.2 s');
  expect(textsOf(layout, 'wait')).toContain('412 ms');
  expect(textsOf(layout, 'limit')).toEqual(['0 of 5 left', 'window resets']);
  expect(textsOf(layout, 'legend')).toEqual(['own delay']);
});

test('labels the waits of one reason alike: all with it, or none and the legend says it', () => {
  const refusals = (times: readonly number[]) =>
    makeTrace(times.flatMap((t, index) => exchange({ id: index + 1, t, status: 429 })));
  const many = layoutTimeline(refusals([0, 1000, 3000, 7000, 15_000]));
  expect(textsOf(many, 'wait')).toEqual(expect.arrayContaining(['920 ms', '1.9 s', '3.9 s', '7.9 s']));
  expect(textsOf(many, 'wait')).toHaveLength(4);
  expect(textsOf(many, 'legend')).toEqual(['own delay']);
  const few = layoutTimeline(refusals([0, 4000, 9000]));
  expect(textsOf(few, 'wait').toSorted()).toEqual(['own delay 3.9 s', 'own delay 4.9 s']);
  expect(few.legend).toEqual([]);
});

test('has no legend when every wait says its reason', () => {
  expect(layoutTimeline(streamed).legend).toEqual([]);
});

test('gathers equal answers that stand close under one label', () => {
  expect(textsOf(layoutTimeline(bucket), 'status')).toEqual(expect.arrayContaining(['200 ×11', '429 ×2']));
});

test('draws calls that follow one another in one lane, and calls at once in a lane each', () => {
  expect(textsOf(layoutTimeline(steady(30, 400)), 'row')).toEqual(['sent']);
  expect(textsOf(layoutTimeline(herd(3, 1, 500, 400)), 'row').slice(0, 3)).toEqual(['call 1', '2', '3']);
  expect(new Set(layoutTimeline(herd(12, 2, 900, 400)).bars.map(({ y }) => y)).size).toBe(12);
});

test('sets an answer into its bar where the lane has no room beside it', () => {
  const calls = ['a', 'b', 'c', 'd'].flatMap((body, index) =>
    exchange({ id: index + 1, t: 0, body, latencyMs: 4000 - index }),
  );
  const inside = layoutTimeline(makeTrace(calls)).labels.filter(({ isInside }) => isInside);
  expect(inside.map(({ text, t }) => [text, t])).toEqual([4000, 3999, 3998, 3997].map((t) => ['200', t]));
});

test('folds the thirteenth lane, or too long a one, into a density strip that counts all', () => {
  expect(layoutTimeline(herd(12, 2, 900, 400)).mode).toBe('lanes');
  const folded = layoutTimeline(herd(13, 2, 900, 400));
  expect(folded.mode).toBe('density');
  expect(folded.bars).toEqual([]);
  expect(textsOf(folded, 'wait')).toContain('up to 13 in flight, 11 waiting');
  expect(layoutTimeline(steady(100, 400)).mode).toBe('lanes');
  expect(layoutTimeline(steady(101, 400)).mode).toBe('density');
});

test('every label of an answer stands by the time that its answer is known', () => {
  const { labels } = layoutTimeline(fourAttempts);
  expect(labels.filter(({ kind }) => kind === 'status').map(({ text, t }) => [text, t])).toEqual(
    expect.arrayContaining([
      ['429 ×2', 572],
      ['429', 1782],
      ['200', 7092],
    ]),
  );
});

test('draws a run in which no time passes, and one of a day', () => {
  const instant = layoutTimeline(makeTrace(exchange({ id: 1, t: 0, latencyMs: 0 })));
  expect(instant.bars).toHaveLength(1);
  expect(timelineX(instant, 0)).toBe(instant.scale.left);
  const day = layoutTimeline(
    makeTrace([...exchange({ id: 1, t: 0, status: 429 }), ...exchange({ id: 2, t: 86_000_000 })], { t: 86_400_000 }),
  );
  expect(textsOf(day, 'wait')).toEqual(['own delay 23 h 53 min']);
  expect(timelineX(day, 86_400_000)).toBe(day.scale.right);
});

test('says that nothing was sent', () => {
  const layout = layoutTimeline(empty);
  expect(layout.mode).toBe('empty');
  expect(textsOf(layout, 'wait')).toEqual(['no requests']);
});
