import { createInterface } from 'node:readline';
import type { PlayCase } from '../../../src/exam/examine.ts';
import { resolveExamServer } from '../../../src/exam/exam-endpoint.ts';
import type { Need } from '../../../src/exam/exam-case.ts';
import { createLocalEndpoint } from '../../../src/local-endpoint/local-endpoint.ts';
import type { WireRefusal } from '../../../src/sandbox/endpoint/wire-refusal.ts';
import type { EndEvent, Trace } from '../../../src/sandbox/trace/events.ts';
import { endChild, startChild } from '../browsers/child.ts';

/** How callers in Python call: in threads with requests or httpx, or as tasks with httpx. */
export type Way = 'requests' | 'httpx' | 'httpx_async';

/**
 * What each way can be asked, said before any case is played. A body may be a generator in all of them. A thread that
 * waits in requests or httpx can't be ended from outside, so nobody aborts there; a task is cancelled.
 */
export const PYTHON_OFFERS: Readonly<Record<Way, readonly Need[]>> = {
  requests: ['stream-body'],
  httpx: ['stream-body'],
  httpx_async: ['stream-body', 'abort-signal'],
};

/** A Python that plays cases, one after the other. */
export interface PythonPlayer {
  /** Plays cases with the fix in that file. */
  play(file: string): PlayCase;
  end(): void;
}

interface PlayerOptions {
  readonly python: string;
  readonly refusals: ReadonlyMap<string, WireRefusal>;
}

type HowItEnded =
  | { readonly kind: 'over' }
  | { readonly kind: 'over-budget'; readonly reason: 'virtual-time' | 'requests'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };
const parseEnd: (line: string) => HowItEnded = JSON.parse;

/** Starts Python once for all cases of one way; `rate_limiter`: callers that are paced and never retry. */
export function startPython(way: Way | 'rate_limiter', { python, refusals }: PlayerOptions): PythonPlayer {
  const child = startChild(python, ['-u', 'tests/support/python-exam/serve.py', way], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Far from UTC, so that a date without a zone shows whose it is taken for.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', TZ: 'Asia/Tokyo' },
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('Failed to start Python: it has no pipes.');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();

  async function ask(order: unknown): Promise<HowItEnded> {
    stdin?.write(`${JSON.stringify(order)}\n`);
    const { value, done } = await answers.next();
    return done ? { kind: 'broken', message: 'Python has ended; see above what it printed.' } : parseEnd(value);
  }

  return {
    play: (file) => async (one, seed) => {
      const scenario = resolveExamServer(one.server);
      const endpoint = createLocalEndpoint({ scenario, refusals, seed, clock: 'manual' });
      const { origin: url, close } = await endpoint.listen(0);
      try {
        const { startEpochMs } = scenario;
        const end = await ask({ url, file, seed, startEpochMs, plan: one.call });
        if (end.kind === 'broken') throw new Error(`Failed to play "${one.id}" in Python: ${end.message}`);
        return withEnd(await endpoint.trace(), end);
      } finally {
        await close();
      }
    },
    end: () => endChild(child),
  };
}

/** The trace of an endpoint goes on; that of a run has an end. */
function withEnd(trace: Trace, howItEnded: Exclude<HowItEnded, { kind: 'broken' }>): Trace {
  const last = trace.events.at(-1);
  if (last?.kind === 'end') return trace;
  const t = last?.t ?? 0;
  const end: EndEvent =
    howItEnded.kind === 'over-budget'
      ? { t, kind: 'end', outcome: 'over-budget', reason: howItEnded.reason, message: howItEnded.message }
      : { t, kind: 'end', outcome: 'succeeded' };
  return { ...trace, events: [...trace.events, end] };
}
