import type { Trace, TraceEvent } from '../../../src/sandbox/trace/events.ts';

/** The longest text that travels from a page to its test. */
const LONGEST_CHARS = 2_000;

/** A trace whose long texts are cut, with their length in their place. */
export function shorten(trace: Trace): Trace {
  const cut = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && value.length > LONGEST_CHARS
      ? `${value.slice(0, LONGEST_CHARS)}... (${value.length} characters)`
      : value;
  return { ...trace, events: trace.events.map((event) => JSON.parse(JSON.stringify(event, cut)) as TraceEvent) };
}
