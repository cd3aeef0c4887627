/** The exam for clients that bring a network of their own: each case in a Node process held by the virtual clock. */
import type { WireRefusal } from '../sandbox/endpoint/wire-refusal.ts';
import { spawnProcess } from '../sandbox/host/node.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import type { RunCase } from '../exam/exam-files.ts';
import { createNodeRunner } from '../exam/node.ts';
import { NotObservableError } from '../exam/not-observable.ts';
import { CLIENT_FILE } from './client-file.ts';

/** Found from the project's root: a bundler moves this file, but not that one. */
const PROCESS_PATH = 'src/held-process/process.ts';
/** Real time for one case, the loading of the client included. A busy machine must not make a verdict. */
const REST_MS = 60_000;

export interface HeldRunnerOptions {
  /** The file of the client, as Node is to load it. */
  readonly clientPath: string;
  /** How much real time a run has to come to rest. */
  readonly restMs?: number;
}

/** Runs cases with the client at that path. Of its own environment the process has nothing, so proxies neither. */
export function createHeldRunner(
  refusals: ReadonlyMap<string, WireRefusal>,
  { clientPath, restMs = REST_MS }: HeldRunnerOptions,
): RunCase {
  const run = createNodeRunner(refusals, {
    spawn: () => spawnProcess({ path: PROCESS_PATH, args: [clientPath], env: {} }),
    budgets: { signOfLifeMs: restMs, computingMs: restMs },
  });
  // Node loads the client from its own place, so it need not be code that an isolate could run.
  return async ({ files, given }, about) =>
    markUnrested(await run({ files: { ...files, [CLIENT_FILE]: '' }, ...(given && { given }) }, about), restMs);
}

/** A run that real time ended says nothing about the client: a clock that held it would have come to its end. */
function markUnrested(trace: Trace, restMs: number): Trace {
  const end = trace.events.at(-1);
  if (end?.kind !== 'end' || (end.reason !== 'sign-of-life' && end.reason !== 'computing')) return trace;
  const { name, message } = new NotObservableError(`It did not come to rest within ${restMs / 1_000} s of real time.`);
  const error = { t: end.t, kind: 'error', origin: 'uncaught', error: { name, message } } as const;
  return { ...trace, events: [...trace.events.slice(0, -1), error, end] };
}
