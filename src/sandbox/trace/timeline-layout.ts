import { groupCalls } from './calls.ts';
import type { Trace } from './events.ts';
import { summarizeCalls, summarySentence } from './summary.ts';
import { drawBudget } from './timeline-budget.ts';
import { drawDensity } from './timeline-density-part.ts';
import { drawLanes } from './timeline-lane-part.ts';
import { packLanes } from './timeline-lanes.ts';
import { drawLegend } from './timeline-legend.ts';
import { chooseTicks, createScale, timeX } from './timeline-scale.ts';
import type { Tick } from './timeline-scale.ts';
import { LETTER, PLOT_LEFT, PLOT_RIGHT, TIMELINE_WIDTH } from './timeline-types.ts';
import type { TimelineLabel, TimelineLayout, TimelinePart } from './timeline-types.ts';

export type { TimelineLayout } from './timeline-types.ts';

/** What of a trace is drawn. */
export type DrawnTrace = Pick<Trace, 'events' | 'startEpochMs'>;

/** More bars than this are worth scrolling for on a phone. */
const MANY_BARS = 16;

function tickLabel({ x, text, t }: Tick, y: number): TimelineLabel {
  const width = text.length * LETTER;
  const center = Math.min(x, TIMELINE_WIDTH - width / 2);
  return { text, center, y, width, height: 11, kind: 'axis', tone: null, isSmall: false, t };
}

/** Lays out a run's timeline: its attempts and waits, the limiter's budget beneath, one time axis, a legend if needed. */
export function layoutTimeline(trace: DrawnTrace): TimelineLayout {
  const { events } = trace;
  const calls = groupCalls(trace);
  const scale = createScale(events.at(-1)?.t ?? 0, PLOT_LEFT, PLOT_RIGHT);
  const lanes = packLanes(calls);
  const attempts: TimelinePart = lanes ? drawLanes(lanes, scale, 2) : drawDensity(calls, scale, 2);
  const budget = drawBudget(events, scale, attempts.bottom + 6);
  const ticks = chooseTicks(scale);
  const axisY = budget.bottom + 17;
  const legend = drawLegend(attempts.swatches ?? [], axisY + 4);
  const parts = [attempts, budget, legend];
  const bars = parts.flatMap((part) => part.bars ?? []);
  return {
    mode: calls.length === 0 ? 'empty' : lanes ? 'lanes' : 'density',
    title: summarySentence(summarizeCalls(calls, events)),
    width: TIMELINE_WIDTH,
    height: legend.bottom + 4,
    isDense: !lanes || lanes.length > 1 || bars.length > MANY_BARS,
    scale,
    plotBottom: budget.bottom + 2,
    ticks,
    bars,
    waits: parts.flatMap((part) => part.waits ?? []),
    columns: parts.flatMap((part) => part.columns ?? []),
    curves: parts.flatMap((part) => part.curves ?? []),
    marks: parts.flatMap((part) => part.marks ?? []),
    rules: parts.flatMap((part) => part.rules ?? []),
    legend: parts.flatMap((part) => part.legend ?? []),
    labels: [...parts.flatMap((part) => part.labels ?? []), ...ticks.map((tick) => tickLabel(tick, axisY))],
  };
}

/** Where the playhead stands at an instant. */
export function timelineX({ scale }: TimelineLayout, t: number): number {
  return timeX(scale, t);
}
