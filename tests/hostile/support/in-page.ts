/** Runs in the test's page, once for each set of guards: the real host, around the isolate and frame it was built with. */
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
  /** The longest that a timer of the page had to wait beyond its time. */
  readonly longestStallMs: number;
  readonly wasStopped: boolean;
  /** What came to the page's window from elsewhere, by name. */
  readonly windowMessages: readonly string[];
}

const BEAT_MS = 10;

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

/** Runs a snippet in this page. `folder` holds the isolate and the frame. */
export async function run(folder: string, asked: PageRun): Promise<PageOutcome> {
  const { request, script, startEpochMs, isolateCode, stopAfterMs } = asked;
  const windowMessages: string[] = [];
  const onMessage = ({ data }: MessageEvent<unknown>): void => void windowMessages.push(String(data));
  window.addEventListener('message', onMessage);
  const stopHeartbeat = startHeartbeat();
  const startedAt = performance.now();
  const loadCode = async (): Promise<string> => isolateCode ?? (await fetch(`${folder}isolate.js`)).text();
  const running = startRun(
    { entry: 'main.ts', scenario: { id: 'scripted' }, seed: 429, ...request },
    {
      spawn: () => spawnInFrame({ frameUrl: `${folder}frame.html`, loadCode }),
      openEndpoint: () => ({ endpoint: createScriptedEndpoint(script), startEpochMs }),
    },
  );
  let wasStopped = false;
  const stopTimer = setTimeout(
    () => {
      wasStopped = true;
      running.stop();
    },
    stopAfterMs ?? 2 ** 31 - 1,
  );
  try {
    const trace = await running.result;
    const tookMs = performance.now() - startedAt;
    // What a run left behind would hold the page up only after its end.
    await new Promise((resolve) => setTimeout(resolve, 2 * BEAT_MS));
    return { trace, tookMs, longestStallMs: stopHeartbeat(), wasStopped, windowMessages };
  } finally {
    clearTimeout(stopTimer);
    window.removeEventListener('message', onMessage);
  }
}
