import { budgetSeries } from './budget-series.ts';
import type { BudgetMark, BudgetSeries } from './budget-series.ts';
import type { TraceEvent } from './events.ts';
import { placeLabels } from './label-row.ts';
import type { LabelWish } from './label-row.ts';
import { thinCorners } from './thin-corners.ts';
import { timeX } from './timeline-scale.ts';
import type { TimeScale } from './timeline-scale.ts';
import { marginLabel, shortNumber } from './timeline-text.ts';
import { LETTER, PLOT_LEFT, TIMELINE_WIDTH } from './timeline-types.ts';
import type { LimitMark, TimelinePart } from './timeline-types.ts';

const ROW = 13;
const BAND = 36;
/** Dashed verticals closer than this would be a grey field. */
const LEAST_MARK_DISTANCE = 7;

const names = {
  'fixed-window': 'left',
  'sliding-window': 'left',
  'token-bucket': 'tokens',
  concurrency: 'free',
  'cold-start': 'ready',
} as const satisfies Record<BudgetSeries['limiter'], string>;

const markWords = {
  resets: ['window resets', 'resets'],
  expires: ['first expires'],
  full: ['bucket full', 'full'],
  ready: ['replica ready', 'ready'],
  'others-leave': ['others leave'],
} as const satisfies Record<BudgetMark['kind'], readonly string[]>;

/** The marks that are worth a label: each of a window's resets, else the first of its kind. */
function worthLabel(marks: readonly BudgetMark[]): readonly BudgetMark[] {
  return marks.filter(
    ({ kind }, index) => kind === 'resets' || marks.findIndex((mark) => mark.kind === kind) === index,
  );
}

function markWishes(marks: readonly BudgetMark[], scale: TimeScale): readonly LabelWish<number>[] {
  return worthLabel(marks).map(({ t, kind }, index) => {
    const options = markWords[kind].map((text) => ({ text, center: timeX(scale, t), span: 0 }));
    return { key: t, options, weight: -index };
  });
}

/** Says how little is left, over the longest stretch without any. */
function emptyWish({ points, limit, limiter }: BudgetSeries, scale: TimeScale): readonly LabelWish<number>[] {
  if (limiter === 'cold-start') return [];
  let longest = { fromMs: 0, toMs: 0 };
  for (const [index, { t, remaining }] of points.entries()) {
    const next = points[index + 1];
    if (!next || remaining >= 1 || next.remaining >= 1) continue;
    if (next.t - t > longest.toMs - longest.fromMs) longest = { fromMs: t, toMs: next.t };
  }
  const { fromMs, toMs } = longest;
  if (toMs === fromMs) return [];
  const center = timeX(scale, (fromMs + toMs) / 2);
  const span = timeX(scale, toMs) - timeX(scale, fromMs);
  const noun = limiter === 'concurrency' ? 'free' : 'left';
  const texts = [`0 of ${shortNumber(limit)} ${noun}`, `0 ${noun}`];
  return [{ key: fromMs, options: texts.map((text) => ({ text, center, span })), weight: 1 }];
}

function queueWish(events: readonly TraceEvent[], scale: TimeScale): readonly LabelWish<number>[] {
  let most = { t: 0, queued: 0 };
  for (const event of events) {
    if (event.kind === 'limit' && event.limiter === 'concurrency' && event.queued > most.queued) most = event;
  }
  if (most.queued === 0) return [];
  const text = `${shortNumber(most.queued)} in the queue`;
  const options = [{ text, center: timeX(scale, most.t) }];
  return [{ key: most.t, options, weight: 2 }];
}

function dashes(marks: readonly BudgetMark[], scale: TimeScale, top: number, bottom: number): readonly LimitMark[] {
  const distance = (scale.right - scale.left) / Math.max(1, marks.length);
  if (distance < LEAST_MARK_DISTANCE) return [];
  return marks.map(({ t }) => ({ x: timeX(scale, t), top, bottom, t }));
}

/** Draws the limiter's remaining budget on the time axis of the attempts; nothing when the trace has no limiter. */
export function drawBudget(events: readonly TraceEvent[], scale: TimeScale, top: number): TimelinePart {
  const series = budgetSeries(events, scale.spanMs);
  if (!series) return { bottom: top };
  const [bandTop, bottom] = [top + ROW + 4, top + ROW + 4 + BAND];
  const y = (remaining: number): number => bottom - (BAND * remaining) / Math.max(1, series.limit);
  const corners = series.points.map(({ t, remaining }) => [timeX(scale, t), y(remaining)] as const);
  const wishes = [...emptyWish(series, scale), ...queueWish(events, scale), ...markWishes(series.marks, scale)];
  // Set farther apart than others, lest two be read as one.
  const gap = 2 * LETTER;
  const labels = placeLabels(wishes, { from: PLOT_LEFT + 2, to: TIMELINE_WIDTH, rows: 1, characterWidth: LETTER, gap });
  return {
    bottom: bottom + 2,
    curves: [{ kind: 'limit', corners: thinCorners(corners) }],
    marks: dashes(series.marks, scale, bandTop, bottom),
    labels: [
      marginLabel(names[series.limiter], bandTop + 22, 'start', 0),
      marginLabel(shortNumber(series.limit), bandTop + 4, 'end', PLOT_LEFT - 5),
      marginLabel('0', bottom + 4, 'end', PLOT_LEFT - 5),
      ...labels.map(({ text, center, width, key }) => ({
        text,
        center,
        width,
        height: 11,
        y: top + 10,
        kind: 'limit' as const,
        tone: null,
        isSmall: false,
        t: key,
      })),
    ],
    rules: [bandTop, bottom],
  };
}
