import type { Endpoint } from '../endpoint/endpoint-types.ts';
import type { Trace, TraceError } from '../trace/events.ts';
import type { Compiled } from './compile.ts';
import { COMPILE_MESSAGE, endMessage } from './end-message.ts';
import { refuseHiddenCode } from './hidden-code.ts';
import type { SpawnIsolate } from './isolate-handle.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { DEFAULT_BUDGETS, type Run, type RunRequest } from './run.ts';
import { startSession } from './session.ts';

/** The endpoint that a run meets, and the wall-clock instant at which the scenario starts. */
export interface OpenedEndpoint {
  readonly endpoint: Endpoint;
  readonly startEpochMs: number;
}

/** What a host has to lend. */
export interface RunDependencies {
  readonly spawn: SpawnIsolate;
  readonly compile: (request: RunRequest) => Compiled | Promise<Compiled>;
  /** Throws with a sentence for a scenario or a setting that does not exist. */
  readonly openEndpoint: (request: RunRequest) => OpenedEndpoint | Promise<OpenedEndpoint>;
}

/** Starts one run. It begins to compile at once; `stop` works from the first moment. */
export function startRun(request: RunRequest, { spawn, compile, openEndpoint }: RunDependencies): Run {
  const budgets = { ...DEFAULT_BUDGETS, ...request.budgets };
  let stopSession: (() => void) | undefined;
  let isStopped = false;

  async function run(): Promise<Trace> {
    const [{ endpoint, startEpochMs }, made] = await Promise.all([openEndpoint(request), compile(request)]);
    const { seed, scenario, files, given, entry } = request;
    const recorder = createRecorder({ scenario: scenario.id, seed, startEpochMs });
    const compiled = await refuseHiddenCode(made);
    if (compiled.kind === 'refused') {
      recordCompileError(recorder, compiled.error);
      return recorder.trace();
    }
    if (!(entry in files))
      throw new Error(`Failed to run "${entry}": it is not one of ${Object.keys(files).join(', ')}.`);
    const isolate = isStopped ? undefined : await spawn();
    if (isolate === undefined || isStopped) {
      isolate?.dispose();
      recorder.add({
        t: 0,
        kind: 'end',
        outcome: 'stopped',
        reason: 'stopped',
        message: endMessage('stopped', budgets),
      });
      return recorder.trace();
    }
    const start = {
      kind: 'start',
      files: compiled.files,
      entry,
      ...(given && { given }),
      startEpochMs,
      seed,
      budgets,
    } as const;
    const session = startSession({ isolate, endpoint, recorder, start });
    stopSession = () => session.stop();
    return session.ended;
  }

  return {
    result: run(),
    stop() {
      isStopped = true;
      stopSession?.();
    },
  };
}

function recordCompileError(recorder: Recorder, error: TraceError): void {
  recorder.add({ t: 0, kind: 'error', origin: 'compile', error });
  recorder.add({ t: 0, kind: 'end', outcome: 'failed', reason: 'threw', message: COMPILE_MESSAGE });
}
