/** Runs in the test's page, once for each set of guards: the real host, around the isolate and frame built with it. */
import { spawnInFrame } from '../../../src/sandbox/host/frame.ts';
import type { RunRequest } from '../../../src/sandbox/host/run.ts';
import { startRun } from '../../../src/sandbox/host/start-run.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { createScriptedEndpoint, type ScriptedAnswer } from '../../support/scripted-endpoint.ts';

/** What the page is asked to run, and how. */
export interface PageRun {
  readonly request: Partial<RunRequest> & Pick<RunRequest, 'files'>;
  readonly script: readonly ScriptedAnswer[];
  readonly startEpochMs: number;
  /** Code that stands in for the isolate's, for an isolate that is not ours. */
  readonly isolateCode?: string;
  /** Stops the run after so many real milliseconds, if it has not ended by itself. */
  readonly stopAfterMs?: number;
}

/** What the page saw of a run. */
export interface PageOutcome {
  readonly trace: Trace;
  /** Real time. */
  readonly tookMs: number;
  /** The longest that a timer of the page was late. */
  readonly longestStallMs: number;
  /** Whether the isolate was up before the run ended. */
  readonly hasBegun: boolean;
  readonly wasStopped: boolean;
  /** Errors of the page's own that nobody caught. */
  readonly faults: readonly string[];
  /** What came to the page from elsewhere, to its window or by a broadcast. */
  readonly heard: readonly string[];
}

const BEAT_MS = 10;

const later = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Watches how long the page's own timers are held up. */
function startHeartbeat(): () => number {
  let last = performance.now();
  let longest = 0;
  const beat = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - BEAT_MS);
    last = now;
  };
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(timer);
    beat();
    return longest;
  };
}

/** Hears all that a snippet could send to the page past the port. */
function listenToAll(): { heard: string[]; faults: string[]; stop: () => void } {
  const heard: string[] = [];
  const faults: string[] = [];
  const onError = ({ message }: ErrorEvent): void => void faults.push(message);
  const onRejection = ({ reason }: PromiseRejectionEvent): void => void faults.push(String(reason));
  const onMessage = ({ data }: MessageEvent<unknown>): void => void heard.push(String(data));
  const broadcast = new BroadcastChannel('hostile');
  window.addEventListener('message', onMessage);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  broadcast.onmessage = onMessage;
  return {
    heard,
    faults,
    stop() {
      window.removeEventListener('message', onMessage);
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
      broadcast.close();
    },
  };
}

/** Runs a snippet in this page. `folder` holds the isolate and the frame. */
export async function run(folder: string, asked: PageRun): Promise<PageOutcome> {
  const { request, script, startEpochMs, isolateCode, stopAfterMs } = asked;
  const { heard, faults, stop } = listenToAll();
  const stopHeartbeat = startHeartbeat();
  const startedAt = performance.now();
  const loadCode = async (): Promise<string> => isolateCode ?? (await fetch(`${folder}isolate.js`)).text();
  const running = startRun(
    { entry: 'main.ts', scenario: { id: 'scripted' }, seed: 429, ...request },
    {
      async spawn() {
        const isolate = await spawnInFrame({ frameUrl: `${folder}frame.html`, loadCode });
        hasBegun = true;
        return isolate;
      },
      openEndpoint: () => ({ endpoint: createScriptedEndpoint(script), startEpochMs }),
    },
  );
  let hasBegun = false;
  let wasStopped = false;
  const stopTimer = setTimeout(() => {
    wasStopped = true;
    running.stop();
  }, stopAfterMs ?? 60_000);
  try {
    const trace = await running.result;
    const tookMs = performance.now() - startedAt;
    // What a run left behind would hold the page up after its end.
    await later(3 * BEAT_MS);
    return { trace, tookMs, longestStallMs: stopHeartbeat(), hasBegun, wasStopped, heard, faults };
  } finally {
    clearTimeout(stopTimer);
    stop();
  }
}

/** Lets a document with a script of its own be the frame; returns what it told the page within that time. */
export async function runDocument(frameUrl: string, waitMs: number): Promise<readonly string[]> {
  const { heard, stop } = listenToAll();
  // No isolate will answer from there.
  spawnInFrame({ frameUrl, loadCode: () => Promise.resolve('') }).catch(() => undefined);
  await later(waitMs);
  for (const frame of document.querySelectorAll(`iframe[src="${frameUrl}"]`)) frame.remove();
  stop();
  return heard;
}

/**
 * Keeps an idle frame in the page, as a site keeps a spare isolate: in Chromium sandboxed frames share a process, which
 * takes longer to start than all the rest.
 */
export async function keepSpareFrame(frameUrl: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = frameUrl;
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
}
