/** The host in Node: for the build, the tests and the command line. The same session as in the page, over a thread. */
import { resolve } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Refusal } from '../endpoint/refusal.ts';
import type { IsolateHandle } from './isolate-handle.ts';
import { openEndpoint } from './open-endpoint.ts';
import type { Run, RunRequest } from './run.ts';
import { startRun } from './start-run.ts';

/** Found from the project's root: a bundler moves this file, but not that one. */
const WORKER_PATH = 'src/sandbox/isolate/node-worker.ts';
const MEMORY_MB = 512;

/** Starts an isolate in a worker thread. */
export async function spawnInNode(): Promise<IsolateHandle> {
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(resolve(WORKER_PATH), {
    workerData: { port: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  const crashListeners: ((cause: 'memory' | 'unknown') => void)[] = [];
  await new Promise<void>((ready, reject) => {
    port.once('message', () => ready());
    worker.once('error', reject);
  });
  worker.removeAllListeners('error');
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const cause = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'unknown';
    for (const listener of crashListeners) listener(cause);
  });
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => void port.on('message', (message: unknown) => listener(message)),
    onCrash: (listener) => void crashListeners.push(listener),
    dispose() {
      port.close();
      void worker.terminate();
    },
  };
}

/** What to run in Node; the refusals come from the caller, who knows where they are kept. */
export interface NodeRunRequest extends RunRequest {
  readonly refusals: ReadonlyMap<string, Refusal>;
}

/** Runs a snippet in Node, over the same session and endpoint as in the page. */
export function runInNode({ refusals, ...request }: NodeRunRequest): Run {
  return startRun(request, { spawn: spawnInNode, openEndpoint: (asked) => openEndpoint(asked, refusals) });
}
