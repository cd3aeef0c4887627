import { formatCount, formatDuration } from '../sandbox/trace/duration.ts';

/** Two lengths of time in words that differ as they do: in ms where they round alike. */
export function apart(oneMs: number, otherMs: number): readonly [string, string] {
  const [one, other] = [formatDuration(oneMs), formatDuration(otherMs)];
  const isClose = one === other || Math.abs(oneMs - otherMs) < 100;
  return isClose ? [inMs(oneMs), inMs(otherMs)] : [one, other];
}

const inMs = (ms: number): string => `${formatCount(Math.round(ms * 10) / 10)} ms`;
