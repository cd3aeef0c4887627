import type { Call } from './calls.ts';
import { countOf, formatCount, formatDuration } from './duration.ts';
import { countSlices } from './timeline-density.ts';
import type { Slice } from './timeline-density.ts';
import type { TimeScale } from './timeline-scale.ts';
import { marginLabel, textAt } from './timeline-text.ts';
import { PLOT_LEFT } from './timeline-types.ts';
import type { Curve, DensityColumn, LegendSwatch, TimelinePart } from './timeline-types.ts';

const ROW = 13;
const BAND = 44;

const tones = ['ok', 'refused', 'other'] as const;

function most(slices: readonly Slice[], valueOf: (slice: Slice) => number): number {
  return slices.reduce((highest, slice) => Math.max(highest, valueOf(slice)), 0);
}

/** A slice's answers as a column, the good ones at the bottom; what there is is never too low to see. */
function columnsOf(slice: Slice, bottom: number, highest: number): readonly DensityColumn[] {
  let y = bottom;
  return tones.flatMap((tone) => {
    if (slice[tone] === 0) return [];
    const height = Math.max(1.5, (slice[tone] / highest) * (BAND - 4));
    y -= height;
    return [{ x: slice.x, width: Math.max(1, slice.width - 0.6), y, height, tone, t: slice.t }];
  });
}

/** A value as a stepped line over the slices. */
function curveOf(
  kind: Curve['kind'],
  slices: readonly Slice[],
  valueOf: (slice: Slice) => number,
  bottom: number,
  highest: number,
): Curve {
  const corners = slices.flatMap((slice) => {
    const y = bottom - (valueOf(slice) / Math.max(1, highest)) * (BAND - 4);
    return [[slice.x, y] as const, [slice.x + slice.width, y] as const];
  });
  return { kind, corners };
}

function swatchesOf(slices: readonly Slice[], waiting: number): readonly LegendSwatch[] {
  const present = tones.filter((tone) => slices.some((slice) => slice[tone] > 0));
  return [...present, 'in-flight', ...(waiting > 0 ? (['waiting'] as const) : [])];
}

/** Draws a run of many calls as counts over time: answers in columns, and how many calls were in flight or waiting. */
export function drawDensity(calls: readonly Call[], scale: TimeScale, top: number): TimelinePart {
  const slices = countSlices(calls, scale);
  const answers = most(slices, ({ ok, refused, other }) => ok + refused + other);
  const inFlight = most(slices, (slice) => slice.inFlight);
  const waiting = most(slices, (slice) => slice.waiting);
  const highest = Math.max(inFlight, waiting);
  const answersBottom = top + ROW + BAND;
  const callsBottom = answersBottom + 6 + ROW + BAND;
  const sliceMs = slices[0]?.t ?? 0;
  const waitingWords = waiting > 0 ? `, ${formatCount(waiting)} waiting` : '';
  return {
    bottom: callsBottom + 4,
    columns: slices.flatMap((slice) => columnsOf(slice, answersBottom, Math.max(1, answers))),
    curves: [
      ...(waiting > 0 ? [curveOf('waiting', slices, (slice) => slice.waiting, callsBottom, highest)] : []),
      curveOf('in-flight', slices, (slice) => slice.inFlight, callsBottom, highest),
    ],
    rules: [answersBottom, callsBottom],
    labels: [
      marginLabel('answers', answersBottom - 16, 'start', 0),
      marginLabel('calls', callsBottom - 16, 'start', 0),
      textAt(
        `up to ${countOf(answers, 'answer')} in ${formatDuration(sliceMs)}`,
        PLOT_LEFT,
        top + 9,
        'wait',
        scale.spanMs,
      ),
      textAt(
        `up to ${formatCount(inFlight)} in flight${waitingWords}`,
        PLOT_LEFT,
        answersBottom + 6 + 9,
        'wait',
        scale.spanMs,
      ),
    ],
    swatches: swatchesOf(slices, waiting),
  };
}
