import { formatDuration } from '../trace/duration.ts';
import type { Trace } from '../trace/events.ts';
import { figureKinds, type FigureName, type FigureValues } from './figure-kinds.ts';

/** The most instants that lie within any stretch of `spanMs`. The instants are in order. */
function mostWithin(instants: readonly number[], spanMs: number): number {
  let most = 0;
  let first = 0;
  for (const [index, instant] of instants.entries()) {
    while (instant - (instants[first] ?? instant) >= spanMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** What a figure shows, in a sentence. */
export function figureSentence(name: FigureName, values: FigureValues, { events }: Trace): string {
  const limits = events.filter((event) => event.kind === 'limit').filter(({ change }) => change !== 'released');
  const admitted = limits.filter(({ change }) => change !== 'refused');
  const queued = limits.filter(({ change }) => change === 'queued').length;
  const total = limits.length;
  const head = `${admitted.length} of ${total} ${total === 1 ? 'request' : 'requests'} admitted`;
  const spanMs = figureKinds[name].spanMs(values);
  if (spanMs === 0) return queued === 0 ? `${head}.` : `${head}, ${queued} of them after waiting in the queue.`;
  const most = mostWithin(
    admitted.map(({ t }) => t),
    spanMs,
  );
  return `${head}; the most within any ${formatDuration(spanMs)}: ${most}.`;
}
