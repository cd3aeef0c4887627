import type { WaitReason } from './events.ts';
import { placeLabels } from './label-row.ts';
import type { LabelRoom, LabelWish, PlacedLabel } from './label-row.ts';
import { laneBars, laneWaits } from './timeline-bars.ts';
import type { LaneShape } from './timeline-bars.ts';
import {
  answerWishes,
  compactAnswerWishes,
  compactWaitWishes,
  insideLabel,
  waitWishes,
} from './timeline-lane-labels.ts';
import type { LaneLabelKey } from './timeline-lane-labels.ts';
import type { Lane } from './timeline-lanes.ts';
import type { TimeScale } from './timeline-scale.ts';
import { marginLabel, textAt } from './timeline-text.ts';
import { LETTER, PLOT_LEFT, SMALL_LETTER, TIMELINE_WIDTH } from './timeline-types.ts';
import type { Bar, LegendSwatch, TimelineLabel, TimelinePart, WaitStretch } from './timeline-types.ts';

/** How a lane is called in the margin. */
interface LaneName {
  readonly title: 'call' | 'lane';
  readonly index: number;
  readonly count: number;
  readonly hasManyCalls: boolean;
}

/** With more lanes than this, labels stand beside the bars rather than above and below them. */
const MOST_ROOMY_LANES = 3;
const ROW = 13;
const room = { from: PLOT_LEFT - 8, to: TIMELINE_WIDTH };

function toLabel(label: PlacedLabel<LaneLabelKey>, y: number, isSmall: boolean): TimelineLabel {
  const { text, center, width, key } = label;
  const { kind, tone, t } = key;
  return { text, center, y, width, height: isSmall ? 10 : 11, kind, tone, t, isSmall };
}

function place(
  wishes: readonly LabelWish<LaneLabelKey>[],
  rows: number,
  more?: Partial<LabelRoom>,
): readonly PlacedLabel<LaneLabelKey>[] {
  return placeLabels(wishes, { ...room, rows, characterWidth: LETTER, ...more });
}

function rowsOf(labels: readonly PlacedLabel<LaneLabelKey>[]): number {
  return labels.reduce((most, { row }) => Math.max(most, row + 1), 1);
}

/** The reasons that the labels leave out for some of the waits. */
function unexplainedBy(
  waits: readonly WaitStretch[],
  labels: readonly PlacedLabel<LaneLabelKey>[],
): ReadonlySet<WaitReason> {
  const explained = new Set(labels.flatMap(({ key, isFull }) => (key.kind === 'wait' && isFull ? [key.index] : [])));
  return new Set(waits.flatMap(({ reason }, index) => (explained.has(index) ? [] : [reason])));
}

/** All waits of one reason are labelled alike: where the words don't fit for each, the legend has them. */
function placeWaits(waits: readonly WaitStretch[]): readonly PlacedLabel<LaneLabelKey>[] {
  const unexplained = unexplainedBy(waits, place(waitWishes(waits, new Set()), 2));
  const labels = place(waitWishes(waits, unexplained), 2);
  return labels.map((label) => {
    const reason = waits[label.key.index]?.reason;
    return { ...label, isFull: label.isFull && reason !== undefined && !unexplained.has(reason) };
  });
}

/** What the legend must explain, since labels that would have said it found no place. */
function swatchesOf(
  bars: readonly Bar[],
  waits: readonly WaitStretch[],
  labels: readonly PlacedLabel<LaneLabelKey>[],
  wishedAnswers: number,
): readonly LegendSwatch[] {
  const answered = labels.filter(({ key }) => key.kind === 'status').length;
  const shapes = answered < wishedAnswers ? bars.map(({ tone }) => tone) : [];
  const patterns = unexplainedBy(waits, labels);
  return [
    ...(shapes.includes('ok') ? (['ok-bar'] as const) : []),
    ...(shapes.includes('refused') ? (['refused-bar'] as const) : []),
    ...(patterns.has('own-delay') ? (['own-delay'] as const) : []),
    ...([...patterns].some((reason) => reason !== 'own-delay') ? (['hint'] as const) : []),
  ];
}

/** The first lane is named, those beneath it are numbered only. */
function laneName({ title, index, count }: LaneName, y: number): TimelineLabel {
  if (count === 1) return marginLabel('sent', y, 'start', 0);
  return marginLabel(index === 0 ? `${title} 1` : String(index + 1), y, 'end', 6 * LETTER);
}

function drawRoomy(lane: Lane, scale: TimeScale, top: number, name: LaneName): TimelinePart {
  const shape: LaneShape = { barTop: 0, barHeight: 18, barWidth: 7, waitTop: 4, waitHeight: 10 };
  const wished = answerWishes(lane, laneBars(lane, scale, 0, shape, name.hasManyCalls), LETTER);
  const answers = place(wished, 2);
  const barTop = top + rowsOf(answers) * ROW + 2;
  const bars = laneBars(lane, scale, barTop, shape, name.hasManyCalls);
  const waits = laneWaits(lane, scale, barTop, shape, bars);
  const reasons = placeWaits(waits);
  const bottom = barTop + shape.barHeight;
  return {
    bars,
    waits,
    labels: [
      laneName(name, barTop + 13),
      ...answers.map((label) => toLabel(label, barTop - 5 - label.row * ROW, false)),
      ...reasons.map((label) => toLabel(label, bottom + ROW + label.row * ROW, false)),
    ],
    bottom: bottom + 6 + (waits.length === 0 ? 0 : rowsOf(reasons) * ROW),
    swatches: swatchesOf(bars, waits, [...answers, ...reasons], wished.length),
  };
}

function drawCompact(lane: Lane, scale: TimeScale, top: number, name: LaneName): TimelinePart {
  const shape: LaneShape = { barTop: 0, barHeight: 16, barWidth: 5, waitTop: 11, waitHeight: 5 };
  const bars = laneBars(lane, scale, top, shape, name.hasManyCalls);
  const waits = laneWaits(lane, scale, top, shape, bars);
  const inside = lane.attempts.map((attempt, index) => {
    const bar = bars[index];
    return bar ? insideLabel(attempt, bar, top + 12) : null;
  });
  const answers = compactAnswerWishes(lane, bars).filter(({ key }) => inside[key.index] === null);
  const taken = bars.map(({ x, width }) => ({ from: x, to: x + width }));
  const labels = place([...answers, ...compactWaitWishes(waits)], 1, { characterWidth: SMALL_LETTER, taken });
  return {
    bars,
    waits,
    labels: [
      laneName(name, top + 12),
      ...labels.map((label) => toLabel(label, top + 8, true)),
      ...inside.filter((label) => label !== null),
    ],
    bottom: top + shape.barHeight + 5,
    swatches: swatchesOf(bars, waits, labels, answers.length),
  };
}

const swatchOrder: readonly LegendSwatch[] = ['ok-bar', 'refused-bar', 'own-delay', 'hint'];

/** Draws the calls of a run in their lanes. */
export function drawLanes(lanes: readonly Lane[], scale: TimeScale, top: number): TimelinePart {
  if (lanes.length === 0) {
    return { bottom: top + 20, labels: [textAt('no requests', PLOT_LEFT + 6, top + 14, 'wait', 0)] };
  }
  const hasManyCalls = lanes.length > 1 || lanes.some(({ calls }) => calls.length > 1);
  const title = lanes.every(({ calls }) => calls.length === 1) ? 'call' : 'lane';
  const draw = lanes.length > MOST_ROOMY_LANES ? drawCompact : drawRoomy;
  const drawn: TimelinePart[] = [];
  let bottom = top;
  for (const [index, lane] of lanes.entries()) {
    const next = draw(lane, scale, bottom, { title, index, count: lanes.length, hasManyCalls });
    drawn.push(next);
    bottom = next.bottom;
  }
  return {
    bottom,
    bars: drawn.flatMap(({ bars = [] }) => bars),
    waits: drawn.flatMap(({ waits = [] }) => waits),
    labels: drawn.flatMap(({ labels = [] }) => labels),
    swatches: swatchOrder.filter((swatch) => drawn.some(({ swatches = [] }) => swatches.includes(swatch))),
  };
}
