import { createCallTracker } from '../trace/calls.ts';
import { TRACE_VERSION, type Trace, type TraceEvent } from '../trace/events.ts';

/** Writes a trace, event by event. */
export interface Recorder {
  add(event: TraceEvent): void;
  /** The virtual time of the last event. */
  lastMs(): number;
  /** The trace so far. */
  trace(): Trace;
}

/** Creates the recorder of one run. It puts each wait directly before the request that ends it. */
export function createRecorder(run: Pick<Trace, 'scenario' | 'seed' | 'startEpochMs'>): Recorder {
  const events: TraceEvent[] = [];
  const calls = createCallTracker(run);
  return {
    add(event) {
      const wait = calls.next(event)?.wait;
      if (wait !== undefined) events.push(wait);
      events.push(event);
    },
    lastMs: () => events.at(-1)?.t ?? 0,
    trace: () => ({ version: TRACE_VERSION, ...run, events: [...events] }),
  };
}
