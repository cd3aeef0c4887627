import { verdictOf } from './attempts.ts';
import type { Call } from './calls.ts';
import { countOf, formatDuration } from './duration.ts';

/** What happened in a run, in numbers. */
export interface Tally {
  readonly requests: number;
  readonly refusals: number;
  readonly networkErrors: number;
  readonly timeouts: number;
  readonly aborts: number;
  /** All waits together, and those of the call that waited longest. */
  readonly waitingMs: number;
  readonly longestWaitingMs: number;
  /** Whether some call began before another had ended. */
  readonly overlapping: boolean;
}

function spanOf({ attempts }: Call): readonly [startMs: number, endMs: number] {
  const endMs = attempts.at(-1)?.decided?.atMs ?? Infinity;
  return [attempts[0]?.request.t ?? 0, endMs];
}

function isOverlapping(calls: readonly Call[]): boolean {
  let busyUntilMs = -Infinity;
  return calls.map(spanOf).some(([startMs, endMs]) => {
    const overlaps = startMs < busyUntilMs;
    busyUntilMs = Math.max(busyUntilMs, endMs);
    return overlaps;
  });
}

/** Counts what the calls of a run came to. */
export function tallyCalls(calls: readonly Call[]): Tally {
  const verdicts = calls.flatMap(({ attempts }) => attempts.map(verdictOf));
  const count = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  const waitingMs = calls.map(({ waits }) => waits.reduce((sum, { t, sinceMs }) => sum + t - sinceMs, 0));
  return {
    requests: verdicts.length,
    refusals: count('refused'),
    networkErrors: count('network-error'),
    timeouts: count('timed-out'),
    aborts: count('aborted'),
    waitingMs: waitingMs.reduce((sum, ms) => sum + ms, 0),
    longestWaitingMs: waitingMs.reduce((most, ms) => Math.max(most, ms), 0),
    overlapping: isOverlapping(calls),
  };
}

/** A tally in words: `3 refusals, 7.0 s waiting, 4 requests`. What did not happen is left out, but for the requests. */
export function tallyWords(tally: Tally): string {
  if (tally.requests === 0) return 'no requests';
  const counts: readonly (readonly [number, string])[] = [
    [tally.refusals, 'refusal'],
    [tally.networkErrors, 'network error'],
    [tally.timeouts, 'timeout'],
    [tally.aborts, 'abort'],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, noun]) => countOf(count, noun));
  // Waits of calls that run at once add up to more than the clock shows, so there the longest says more.
  if (tally.overlapping && tally.longestWaitingMs > 0) {
    words.push(`up to ${formatDuration(tally.longestWaitingMs)} waiting per call`);
  } else if (tally.waitingMs > 0) words.push(`${formatDuration(tally.waitingMs)} waiting`);
  return [...words, countOf(tally.requests, 'request')].join(', ');
}
