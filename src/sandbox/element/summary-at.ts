import { groupCalls, type Call } from '../trace/calls.ts';
import type { Trace } from '../trace/events.ts';
import { createStateAt } from '../trace/state-at.ts';
import { summarizeCalls, type SummaryParts } from '../trace/summary.ts';

/** A run's summary as a function of time. Between two events only the time in it changes, so the calls are kept. */
export function createSummaryAt({ events, startEpochMs }: Trace): (t: number) => SummaryParts {
  const stateAt = createStateAt({ events, startEpochMs });
  let known: { readonly count: number; readonly calls: readonly Call[] } = { count: 0, calls: [] };
  return (t) => {
    const { events: seen } = stateAt(t);
    if (seen.length !== known.count) known = { count: seen.length, calls: groupCalls({ events: seen, startEpochMs }) };
    return summarizeCalls(known.calls, seen, t);
  };
}
