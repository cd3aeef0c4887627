/** Runs in the test's page, once for each set of guards: the real host, around the isolate and frame built with it. */
import { compileFiles } from '../../../src/sandbox/host/compile.ts';
import { openFrame, spawnInFrame } from '../../../src/sandbox/host/frame.ts';
import { createIsolateLanes } from '../../../src/sandbox/host/isolate-lanes.ts';
import type { IsolateHandle } from '../../../src/sandbox/host/isolate-handle.ts';
import { once } from '../../../src/sandbox/host/once.ts';
import type { RunRequest } from '../../../src/sandbox/host/run.ts';
import { startRun } from '../../../src/sandbox/host/start-run.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { createScriptedEndpoint, type ScriptedAnswer } from '../../support/scripted-endpoint.ts';
import { listenToAll } from './listen-to-all.ts';
import { shorten } from './shorten.ts';
import { createHeartbeat } from './heartbeat.ts';

/** What the page is asked to run, and how. */
export interface PageRun {
  readonly request: Partial<RunRequest> & Pick<RunRequest, 'files'>;
  readonly script: readonly ScriptedAnswer[];
  readonly startEpochMs: number;
  /** Code that stands in for the isolate's, for an isolate that is not ours. */
  readonly isolateCode?: string;
  /** Stops the run so many real milliseconds after its isolate is up, if it has not ended by itself. */
  readonly stopAfterMs?: number;
}

/** What the page saw of a run. */
export interface PageOutcome {
  /** Its long texts are shortened. */
  readonly trace: Trace;
  /** The longest that a timer of the page was late. */
  readonly longestStallMs: number;
  /** Whether the isolate was up before the run ended. */
  readonly hasBegun: boolean;
  /** Errors of the page's own that nobody caught. */
  readonly faults: readonly string[];
  /** What came to the page from elsewhere, to its window or by a broadcast. */
  readonly heard: readonly string[];
}

const { heard, faults, next: nextWord } = listenToAll();
const heartbeat = createHeartbeat();

type Spawn = (asked: PageRun) => Promise<IsolateHandle>;

const filesIn = (folder: string, isolateCode?: string): Parameters<typeof openFrame>[0] => ({
  frameUrl: `${folder}frame.html`,
  loadCode: once(async () => isolateCode ?? (await fetch(`${folder}isolate.js`)).text()),
});

async function run(asked: PageRun, spawn: Spawn): Promise<PageOutcome> {
  const { request, script, startEpochMs, stopAfterMs } = asked;
  const before = { heard: heard.length, faults: faults.length };
  const pulse = heartbeat.begin();
  let hasBegun = false;
  let stopTimer: ReturnType<typeof setTimeout> | undefined;
  const running = startRun(
    { entry: 'main.ts', scenario: { id: 'scripted' }, seed: 429, ...request },
    {
      async spawn() {
        const isolate = await spawn(asked);
        hasBegun = true;
        if (stopAfterMs !== undefined) stopTimer = setTimeout(() => running.stop(), stopAfterMs);
        return isolate;
      },
      compile: ({ files }) => compileFiles(files),
      openEndpoint: () => ({ endpoint: createScriptedEndpoint(script), startEpochMs }),
    },
  );
  try {
    const trace = shorten(await running.result);
    // What a run left behind would hold the page up after its end.
    const longestStallMs = await pulse.end();
    return { trace, longestStallMs, hasBegun, heard: heard.slice(before.heard), faults: faults.slice(before.faults) };
  } finally {
    clearTimeout(stopTimer);
  }
}

/** Runs snippets in this page, so many at a time. `folder` holds the isolate and the frame. */
export function runAll(folder: string, runs: readonly PageRun[], atOnce: number): Promise<PageOutcome[]> {
  return runEach(runs, atOnce, ({ isolateCode }) => spawnInFrame(filesIn(folder, isolateCode)));
}

/** Runs snippets in so many lanes, one after the other in each, as the exam does. */
export async function runInLanes(folder: string, runs: readonly PageRun[], count: number): Promise<PageOutcome[]> {
  const lanes = createIsolateLanes(() => openFrame(filesIn(folder)), count);
  try {
    return await runEach(runs, count, () => lanes.take());
  } finally {
    lanes.remove();
  }
}

/** Runs snippets in one frame, all at the same time: closer to each other than runs ever are in lanes. */
export async function runSideBySide(folder: string, runs: readonly PageRun[]): Promise<PageOutcome[]> {
  const frame = openFrame(filesIn(folder));
  try {
    return await runEach(runs, runs.length, () => frame.spawn());
  } finally {
    frame.remove();
  }
}

/** How many frames are in the page. */
export function countFrames(): number {
  return document.querySelectorAll('iframe').length;
}

async function runEach(runs: readonly PageRun[], atOnce: number, spawn: Spawn): Promise<PageOutcome[]> {
  const outcomes: PageOutcome[] = [];
  const rest = [...runs.entries()];
  const runner = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) outcomes[one[0]] = await run(one[1], spawn);
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
  return outcomes;
}

/** Lets each document, which holds a script of its own, be a frame; resolves when all of them have tried what they do. */
export async function openDocuments(frameUrls: readonly string[]): Promise<void> {
  const tried = Promise.all(frameUrls.map((url) => nextWord(`tried ${url}`)));
  // No isolate will answer from there.
  for (const frameUrl of frameUrls) void spawnInFrame({ frameUrl, loadCode: () => Promise.resolve('') }).catch(() => 0);
  // They are drawn, unlike a reader's: what is not drawn loads no objects and no backgrounds.
  for (const frame of document.querySelectorAll('iframe')) {
    frame.hidden = false;
    Object.assign(frame.style, { position: 'fixed', top: '0', left: '0' });
  }
  await tried;
}

/** All that has come to the page's window so far. */
export function heardSoFar(): readonly string[] {
  return heard;
}
