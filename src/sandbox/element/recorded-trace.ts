import type { Trace } from '../trace/events.ts';
import { isTrace } from '../trace/is-trace.ts';

/** Fetches the trace that the build made of a sandbox's own code. */
export async function fetchRecorded(url: string): Promise<Trace> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The recorded run could not be loaded: the server answered ${response.status}.`);
  const trace: unknown = await response.json();
  if (isTrace(trace)) return trace;
  throw new Error('The recorded run is of another version of this page. Reload the page.');
}
