/** The host in Node: for the build, the tests and the command line. The same session as in the page, over a process. */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { WireRefusal } from '../endpoint/wire-refusal.ts';
import type { IsolateFrame } from './frame.ts';
import { endWithThisProcess } from './child-processes.ts';
import type { CrashListener, IsolateHandle } from './isolate-handle.ts';
import { compileFiles } from './compile.ts';
import { openEndpoint } from './open-endpoint.ts';
import type { Run, RunRequest } from './run.ts';
import { startRun } from './start-run.ts';

/** Found from the project's root: a bundler moves this file, but not that one. */
const ISOLATE_PATH = 'src/sandbox/isolate/node-process.ts';
const MEMORY_MB = 512;
/** Where Node keeps what it compiled of the isolate: most of the time until one is ready goes into that. */
const COMPILE_CACHE = '.cache/isolate';
/** How Node ends when its heap is full. */
const OUT_OF_MEMORY = 'SIGABRT';

/** A process that serves one run, and what it is started with. */
export interface ProcessOptions {
  /** From the project's root. */
  readonly path: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts an isolate in a process of its own. A worker thread would start sooner, but threads that come and go while
 * others compile can end the whole process, with all its runs.
 *
 * @see https://github.com/nodejs/node/issues/64500
 */
export function spawnInNode(): Promise<IsolateHandle> {
  return spawnProcess({ path: ISOLATE_PATH, env: process.env });
}

/** Starts a process that speaks as an isolate does. */
export async function spawnProcess({ path, args = [], env }: ProcessOptions): Promise<IsolateHandle> {
  const child = fork(resolve(path), args, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    env: { ...env, NODE_COMPILE_CACHE: resolve(COMPILE_CACHE) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  endWithThisProcess(child);
  const crashListeners = new Set<CrashListener>();
  let isDisposed = false;
  child.once('exit', (_code, signal) => {
    if (isDisposed) return;
    for (const listener of crashListeners) listener(signal === OUT_OF_MEMORY ? 'memory' : 'unknown');
  });
  await new Promise<void>((ready, reject) => {
    child.once('message', () => ready());
    child.once('exit', () => reject(new Error('Failed to start an isolate: its process ended at once.')));
    child.on('error', (error) => reject(new Error(`Failed to start an isolate: ${error.message}`)));
  });
  // A run holds this process open by its watchdog. An isolate that waits for one does not, and ends with this process.
  child.unref();
  child.channel?.unref();
  return {
    // A message to a process that has just ended is lost, as it should be; the session hears of the end.
    post: (message) => void child.send(message, () => undefined),
    listen(listener) {
      child.removeAllListeners('message');
      child.on('message', (message: unknown) => listener(message));
    },
    onCrash(listener) {
      crashListeners.add(listener);
      return () => crashListeners.delete(listener);
    },
    dispose() {
      isDisposed = true;
      child.removeAllListeners('message');
      child.kill('SIGKILL');
    },
  };
}

/** A place for isolates in Node; each is a process, so nothing lies between them. */
export function openNodePlace(): IsolateFrame {
  const isolates = new Set<IsolateHandle>();
  return {
    async spawn() {
      const isolate = await spawnInNode();
      isolates.add(isolate);
      return {
        ...isolate,
        dispose() {
          isolates.delete(isolate);
          isolate.dispose();
        },
      };
    },
    remove() {
      for (const isolate of isolates) isolate.dispose();
    },
  };
}

/** What to run in Node; the refusals come from the caller, who knows where they are kept. */
export interface NodeRunRequest extends RunRequest {
  readonly refusals: ReadonlyMap<string, WireRefusal>;
}

/** Runs a snippet in Node, over the same session and endpoint as in the page. */
export function runInNode({ refusals, ...request }: NodeRunRequest): Run {
  return startRun(request, {
    spawn: spawnInNode,
    compile: ({ files }) => compileFiles(files),
    openEndpoint: (asked) => openEndpoint(asked, refusals),
  });
}
