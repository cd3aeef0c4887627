import { verdictOf } from './attempts.ts';
import type { Call } from './calls.ts';
import { timeX } from './timeline-scale.ts';
import type { TimeScale } from './timeline-scale.ts';

/** One slice of a run's time: what was answered in it, and the most that went on at once. */
export interface Slice {
  readonly x: number;
  readonly width: number;
  /** The instant at which it ends, and its counts are known. */
  readonly t: number;
  readonly ok: number;
  readonly refused: number;
  readonly other: number;
  readonly inFlight: number;
  readonly waiting: number;
}

const SLICE_WIDTH = 4;

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The most stretches that go on at once, slice by slice. */
function mostAtOnce(stretches: readonly Stretch[], count: number, sliceOf: (t: number) => number): readonly number[] {
  const steps = stretches.flatMap(({ fromMs, toMs }) =>
    toMs > fromMs
      ? [
          { t: fromMs, by: 1 },
          { t: toMs, by: -1 },
        ]
      : [],
  );
  steps.sort((a, b) => a.t - b.t || a.by - b.by);
  const most = new Array<number>(count).fill(0);
  let now = 0;
  let slice = 0;
  for (const { t, by } of steps) {
    const at = sliceOf(t);
    for (; slice < at; slice += 1) most[slice + 1] = now;
    now += by;
    most[slice] = Math.max(most[slice] ?? 0, now);
  }
  return most;
}

/** Counts a run's answers, and what went on, in slices of a few pixels. */
export function countSlices(calls: readonly Call[], scale: TimeScale): readonly Slice[] {
  const count = Math.ceil((scale.right - scale.left) / SLICE_WIDTH);
  const sliceMs = scale.spanMs / count;
  const sliceOf = (t: number): number => Math.min(count - 1, Math.max(0, Math.floor(t / sliceMs)));
  const attempts = calls.flatMap((call) => call.attempts);
  const answers = Array.from({ length: count }, () => ({ ok: 0, refused: 0, other: 0 }));
  for (const attempt of attempts) {
    const slice = attempt.decided && answers[sliceOf(attempt.decided.atMs)];
    const verdict = verdictOf(attempt);
    if (slice) slice[verdict === 'ok' || verdict === 'refused' ? verdict : 'other'] += 1;
  }
  const flights = attempts.map(({ request, decided }) => ({ fromMs: request.t, toMs: decided?.atMs ?? scale.spanMs }));
  const waits = calls.flatMap((call) => call.waits.map(({ sinceMs, t }) => ({ fromMs: sinceMs, toMs: t })));
  const inFlight = mostAtOnce(flights, count, sliceOf);
  const waiting = mostAtOnce(waits, count, sliceOf);
  return answers.map((answer, index) => {
    const t = index === count - 1 ? scale.spanMs : (index + 1) * sliceMs;
    const x = timeX(scale, index * sliceMs);
    const width = timeX(scale, t) - x;
    return { x, width, t, ...answer, inFlight: inFlight[index] ?? 0, waiting: waiting[index] ?? 0 };
  });
}
