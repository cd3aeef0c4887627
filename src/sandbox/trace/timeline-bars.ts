import { answerText, verdictOf } from './attempts.ts';
import { formatInstant } from './duration.ts';
import type { Lane, LaneAttempt } from './timeline-lanes.ts';
import { timeX } from './timeline-scale.ts';
import type { TimeScale } from './timeline-scale.ts';
import { PLOT_LEFT, TIMELINE_WIDTH } from './timeline-types.ts';
import type { Bar, WaitStretch } from './timeline-types.ts';
import { waitText } from './wait-words.ts';

/** The heights of a lane, measured from its top. */
export interface LaneShape {
  readonly barTop: number;
  readonly barHeight: number;
  readonly barWidth: number;
  readonly waitTop: number;
  readonly waitHeight: number;
}

const HIT_WIDTH = 24;
/** Marks closer than this would cover the bar. */
const LEAST_CHUNK_DISTANCE = 4;

function titlesOf({ attempt, call, number }: LaneAttempt, hasManyCalls: boolean): Pick<Bar, 'title' | 'openTitle'> {
  const name = hasManyCalls ? `Call ${call}, attempt ${number}` : `Attempt ${number}`;
  const sent = `sent at ${formatInstant(attempt.request.t)}`;
  const decided = attempt.decided ? `, decided at ${formatInstant(attempt.decided.atMs)}` : '';
  return {
    title: `${name}: ${answerText(attempt)}; ${sent}${decided}`,
    openTitle: `${name}: in flight; ${sent}`,
  };
}

/** The parts of a streamed body, where they are far enough apart to be told from each other. */
function chunksOf({ attempt: { chunks } }: LaneAttempt, scale: TimeScale): Bar['chunks'] {
  const parts = chunks.filter(({ text }) => text !== '').map(({ t }) => ({ x: timeX(scale, t), t }));
  const length = (parts.at(-1)?.x ?? 0) - (parts[0]?.x ?? 0);
  return parts.length > 1 && length / (parts.length - 1) >= LEAST_CHUNK_DISTANCE ? parts : [];
}

/**
 * Lays the attempts of a lane out as bars. A bar is as long as its attempt took, yet wide enough to see and to hit
 * where the next one leaves room.
 */
export function laneBars(
  lane: Lane,
  scale: TimeScale,
  top: number,
  shape: LaneShape,
  hasManyCalls: boolean,
): readonly Bar[] {
  const starts = lane.attempts.map(({ attempt }) => timeX(scale, attempt.request.t));
  const bare = lane.attempts.map((entry, index) => {
    const x = starts[index] ?? scale.left;
    const { id, request, decided } = entry.attempt;
    const room = Math.max(1, (starts[index + 1] ?? Infinity) - x - 1);
    const length = timeX(scale, decided?.atMs ?? scale.spanMs) - x;
    const [y, height] = [top + shape.barTop, shape.barHeight];
    const width = Math.max(length, Math.min(shape.barWidth, room));
    const times = { sentMs: request.t, decidedMs: decided?.atMs ?? null };
    const titles = titlesOf(entry, hasManyCalls);
    const tone = verdictOf(entry.attempt);
    return { id, x, width, y, height, ...times, ...titles, tone, chunks: chunksOf(entry, scale) };
  });
  return bare.map((bar, index) => {
    const [before, after] = [bare[index - 1], bare[index + 1]];
    const grow = Math.max(0, (HIT_WIDTH - bar.width) / 2);
    const from = Math.max(bar.x - grow, before ? (before.x + before.width + bar.x) / 2 : PLOT_LEFT - 6);
    const to = Math.min(bar.x + bar.width + grow, after ? (bar.x + bar.width + after.x) / 2 : TIMELINE_WIDTH);
    return { ...bar, hit: { x: from, y: bar.y - 2, width: Math.max(1, to - from), height: bar.height + 4 } };
  });
}

/** Lays the waits of a lane out between its bars; those too short to see are left to the table. */
export function laneWaits(
  lane: Lane,
  scale: TimeScale,
  top: number,
  shape: LaneShape,
  bars: readonly Bar[],
): readonly WaitStretch[] {
  const barOf = new Map(bars.map((bar) => [bar.id, bar]));
  const waits = lane.calls.flatMap((call) => call.waits);
  return waits.flatMap((wait) => {
    const before = barOf.get(wait.afterId);
    const x = Math.max(timeX(scale, wait.sinceMs), before ? before.x + before.width : 0);
    const width = timeX(scale, wait.t) - x;
    const [y, height] = [top + shape.waitTop, shape.waitHeight];
    const { reason, sinceMs, t } = wait;
    return width < 1 ? [] : [{ x, width, y, height, reason, sinceMs, t, title: waitText(wait) }];
  });
}
