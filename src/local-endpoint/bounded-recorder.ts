import { createRecorder, type Recorder } from '../sandbox/host/recorder.ts';
import { DEFAULT_BUDGETS } from '../sandbox/host/run.ts';
import { formatCount } from '../sandbox/trace/duration.ts';
import type { Trace } from '../sandbox/trace/events.ts';

/** A recorder for a server that nobody stops: past the budget of events the trace ends, and says so. */
export function createBoundedRecorder(
  run: Pick<Trace, 'scenario' | 'seed' | 'startEpochMs'>,
  mostEvents: number = DEFAULT_BUDGETS.events,
): Recorder {
  const recorder = createRecorder(run);
  const message = `The trace is full: it keeps ${formatCount(mostEvents)} events. POST /__reset begins a new one.`;
  let count = 0;
  return {
    ...recorder,
    add(event) {
      count += 1;
      if (count <= mostEvents) recorder.add(event);
      if (count !== mostEvents + 1) return;
      recorder.add({ t: event.t, kind: 'end', outcome: 'over-budget', reason: 'events', message });
    },
  };
}
