import { answerWord, verdictOf } from './attempts.ts';
import { formatDuration } from './duration.ts';
import type { WaitReason } from './events.ts';
import type { LabelWish } from './label-row.ts';
import { SMALL_LETTER } from './timeline-types.ts';
import type { Lane, LaneAttempt } from './timeline-lanes.ts';
import type { Bar, TimelineLabel, Tone, WaitStretch } from './timeline-types.ts';
import { reasonWord } from './wait-words.ts';

/** What a label in a lane stands for. */
export interface LaneLabelKey {
  readonly kind: 'status' | 'wait';
  /** Which of the lane's attempts or waits it is for. */
  readonly index: number;
  readonly tone: Tone | null;
  readonly t: number;
}

/** The part of a bar that its label stands over. */
const MARK = 8;

interface Cluster {
  readonly word: string;
  readonly tone: Tone;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly t: number;
}

/** Neighbouring attempts with one answer whose labels would touch share one: `429 ×3`. */
function clusterAnswers(lane: Lane, bars: readonly Bar[], letter: number): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const [index, { attempt }] of lane.attempts.entries()) {
    const center = (bars[index]?.x ?? 0) + Math.min(bars[index]?.width ?? 0, MARK) / 2;
    const word = answerWord(attempt);
    const t = attempt.decided?.atMs ?? attempt.request.t;
    const last = clusters.at(-1);
    if (last?.word === word && center - last.to < (word.length + 1) * letter) {
      clusters[clusters.length - 1] = { ...last, to: center, count: last.count + 1, t };
    } else clusters.push({ word, tone: verdictOf(attempt), from: center, to: center, count: 1, t });
  }
  return clusters;
}

/** The answers' labels above the bars of a roomy lane. */
export function answerWishes(lane: Lane, bars: readonly Bar[], letter: number): readonly LabelWish<LaneLabelKey>[] {
  const clusters = clusterAnswers(lane, bars, letter);
  return clusters.map(({ word, tone, from, to, count, t }, index) => {
    const center = (from + to) / 2;
    const isLast = index === clusters.length - 1;
    const texts =
      count > 1 ? [`${word} ×${count}`] : word.endsWith(' error') ? [word, `${word.split(' ')[0]}!`] : [word];
    const options = texts.map((text) => ({ text, center, span: to - from + MARK }));
    return { key: { kind: 'status', index, tone, t }, options, weight: (isLast ? 1000 : 0) + count };
  });
}

/** The waits' labels below the bars of a roomy lane: with the reason, or for these reasons the length alone. */
export function waitWishes(
  waits: readonly WaitStretch[],
  unexplained: ReadonlySet<WaitReason>,
): readonly LabelWish<LaneLabelKey>[] {
  return waits.map(({ x, width, title, reason, sinceMs, t }, index) => {
    const texts = unexplained.has(reason) ? [formatDuration(t - sinceMs)] : [title, formatDuration(t - sinceMs)];
    const options = texts.map((text) => ({ text, center: x + width / 2, span: width }));
    return { key: { kind: 'wait', index, tone: null, t }, options, weight: width };
  });
}

/** The answers' labels in a compact lane that don't fit into their bars, beside each: to its right, or where that is taken to its left. */
export function compactAnswerWishes(lane: Lane, bars: readonly Bar[]): readonly LabelWish<LaneLabelKey>[] {
  return lane.attempts.map(({ attempt }, index) => {
    const bar = bars[index];
    const word = answerWord(attempt);
    const half = (word.length * SMALL_LETTER) / 2 + 2.5;
    const sides = bar ? [bar.x + bar.width + half, bar.x - half] : [];
    const t = attempt.decided?.atMs ?? attempt.request.t;
    const key: LaneLabelKey = { kind: 'status', index, tone: verdictOf(attempt), t };
    return { key, options: sides.map((center) => ({ text: word, center })), weight: 1e6 + index };
  });
}

/** The waits' labels in a compact lane: the wait's length at its end, before the next bar. */
export function compactWaitWishes(waits: readonly WaitStretch[]): readonly LabelWish<LaneLabelKey>[] {
  return waits.map(({ x, width, reason, sinceMs, t }, index) => {
    const duration = formatDuration(t - sinceMs);
    const texts = [`${reasonWord(reason)} ${duration}`, duration];
    const options = texts.map((text) => ({ text, center: x + width - (text.length * SMALL_LETTER) / 2 - 2.5 }));
    return { key: { kind: 'wait', index, tone: null, t }, options, weight: width };
  });
}

/** An answer's label inside its bar, at the end; `null` where it does not fit in. */
export function insideLabel({ attempt }: LaneAttempt, bar: Bar, y: number): TimelineLabel | null {
  const text = answerWord(attempt);
  const width = text.length * SMALL_LETTER;
  const isFilled = bar.tone === 'ok' || bar.tone === 'refused';
  if (!isFilled || bar.decidedMs === null || bar.width < width + 12) return null;
  const center = bar.x + bar.width - width / 2 - 4;
  const look = { kind: 'status', tone: bar.tone, isSmall: true, isInside: true } as const;
  return { text, center, y, width, height: 10, t: bar.decidedMs, ...look };
}
