import { compileFiles } from '../../src/sandbox/host/compile.ts';
import { spawnInNode } from '../../src/sandbox/host/node.ts';
import type { Run, RunRequest } from '../../src/sandbox/host/run.ts';
import { startRun } from '../../src/sandbox/host/start-run.ts';
import type { Endpoint } from '../../src/sandbox/endpoint/endpoint-types.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import { createScriptedEndpoint, type ScriptedAnswer } from './scripted-endpoint.ts';

const START_EPOCH_MS = Date.UTC(2026, 10, 24, 2);

/** Starts `code` as `main.ts` in Node against an endpoint of the test's. */
export function startScripted(code: string, endpoint: Endpoint, request: Partial<RunRequest> = {}): Run {
  return startRun(
    { files: { 'main.ts': code }, entry: 'main.ts', scenario: { id: 'scripted' }, seed: 429, ...request },
    {
      spawn: spawnInNode,
      compile: ({ files }) => compileFiles(files),
      openEndpoint: () => ({ endpoint, startEpochMs: START_EPOCH_MS }),
    },
  );
}

/** Runs `code` to its end. */
export function runScripted(
  code: string,
  script: readonly ScriptedAnswer[] = [{}],
  request: Partial<RunRequest> = {},
): Promise<Trace> {
  return startScripted(code, createScriptedEndpoint(script), request).result;
}

/** What the run printed, line by line, each with its instant. */
export function printed(trace: Trace): string[] {
  return trace.events.flatMap((event) => (event.kind === 'log' ? [`${event.t} ${event.text}`] : []));
}

/** The run's `end`. */
export function endOf(trace: Trace): Extract<Trace['events'][number], { kind: 'end' }> {
  const end = trace.events.at(-1);
  if (end?.kind !== 'end') throw new Error('The trace has no end.');
  return end;
}
