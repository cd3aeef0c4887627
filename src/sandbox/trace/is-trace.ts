import { TRACE_VERSION, type Trace } from './events.ts';

/** Whether a value read from a file of our own is a trace of this version; our files give nothing more to doubt. */
export function isTrace(value: unknown): value is Trace {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === TRACE_VERSION;
}
