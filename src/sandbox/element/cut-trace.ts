import type { EndEvent, Trace } from '../trace/events.ts';

/**
 * The trace of a run that the reader stopped at `t`, as they had seen it so far.
 *
 * The computing is mostly over long before the playback is; whoever presses Stop means the run that they see.
 */
export function cutTrace(trace: Trace, t: number): Trace {
  const last = trace.events.at(-1);
  if (last !== undefined && last.t <= t) return trace;
  const end: EndEvent = { t, kind: 'end', outcome: 'stopped', reason: 'stopped', message: 'Stopped.' };
  return { ...trace, events: [...trace.events.filter((event) => event.t <= t), end] };
}
