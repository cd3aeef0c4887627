import type { CallOutcome } from '../../../src/exam/outcome.ts';
import { TRACE_VERSION, type LogEvent, type Trace, type TraceEvent } from '../../../src/sandbox/trace/events.ts';

export const OTHER_TEXT = 'Rate limited. Trying again in 1 s.';

/** The line in which a caller's outcome crosses. */
export function outcomeLine(t: number, outcome: CallOutcome): LogEvent {
  return { t, kind: 'log', level: 'log', depth: 0, text: `exam outcome ${JSON.stringify(outcome)}` };
}

export function traceOf(events: readonly TraceEvent[]): Trace {
  return { version: TRACE_VERSION, scenario: 'exam', seed: 1, startEpochMs: 0, events };
}
