import type { EndReason, Trace, TraceError } from './events.ts';

/** An error without what differs from engine to engine: a message that the engine worded, and anything but our fields. */
function comparableError({ name, message, engine, file, line }: TraceError): object {
  return {
    name,
    ...(engine ? { engine } : { message }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

/** The form in which the traces of one run are equal in Node and every browser. It is plain JSON. */
export function comparableTrace({ version, scenario, seed, startEpochMs, events }: Trace): object {
  const comparable = events.map((event) =>
    event.kind === 'error' ? { ...event, error: comparableError(event.error) } : event,
  );
  return { version, scenario, seed, startEpochMs, events: comparable };
}

const realTime: ReadonlySet<EndReason | undefined> = new Set<EndReason>([
  'stopped',
  'sign-of-life',
  'computing',
  'memory',
]);

/** Whether a run ended when real time said so, and so may end elsewhere on another machine. */
export function hasRealTimeEnd({ events }: Trace): boolean {
  const last = events.at(-1);
  return last?.kind === 'end' && realTime.has(last.reason);
}
