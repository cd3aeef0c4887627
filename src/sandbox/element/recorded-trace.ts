import { TRACE_VERSION, type Trace } from '../trace/events.ts';

/** Fetches the trace that the build made of a sandbox's own code. */
export async function fetchRecorded(url: string): Promise<Trace> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The recorded run could not be loaded: the server answered ${response.status}.`);
  const trace: unknown = await response.json();
  if (isTrace(trace)) return trace;
  throw new Error('The recorded run is of another version of this page. Reload the page.');
}

/** What is served is our own, so its version is all there is to doubt. */
function isTrace(value: unknown): value is Trace {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === TRACE_VERSION;
}
