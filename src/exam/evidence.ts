import { collectAttempts, type Attempt } from '../sandbox/trace/attempts.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import { readOutcome, type CallOutcome } from './outcome.ts';

/** What became of one call, and when in virtual ms; `null` if it never settled. */
export interface ExaminedCall {
  readonly settledAtMs: number;
  readonly outcome: CallOutcome;
}

/** What is judged: the requests that the server saw, and what each caller was told. */
export interface Evidence {
  readonly trace: Trace;
  /** In the order in which they were sent. */
  readonly attempts: readonly Attempt[];
  /** How many callers there were. */
  readonly callers: number;
  /** By caller, from 0; a caller that was told nothing has no entry. */
  readonly calls: ReadonlyMap<number, ExaminedCall>;
  /** Whether the client printed lines as the exam does, so that there is no telling what its callers were told. */
  readonly isForged: boolean;
  /** What ended the run before its time, such as a budget or an error of the client's file; `undefined` if nothing did. */
  readonly cutShortBy: string | undefined;
  /** Whether that was the end of its virtual time: it was still waiting. */
  readonly waitsOn: boolean;
}

/** Reads the evidence out of the trace of an examined run. */
export function readEvidence(trace: Trace, callers: number): Evidence {
  const calls = new Map<number, ExaminedCall>();
  let isForged = false;
  for (const event of trace.events) {
    const outcome = event.kind === 'log' ? readOutcome(event.text) : undefined;
    if (outcome === undefined) continue;
    const isKnown = Number.isInteger(outcome.caller) && outcome.caller >= 0 && outcome.caller < callers;
    // The exam prints one line for each call, so a second one is not its own, or the first one was not.
    if (isKnown && !calls.has(outcome.caller)) calls.set(outcome.caller, { settledAtMs: event.t, outcome });
    else isForged = true;
  }
  return {
    trace,
    callers,
    attempts: collectAttempts(trace.events),
    calls,
    isForged,
    cutShortBy: whatCutShort(trace, calls.size > 0),
    waitsOn: trace.events.some((event) => event.kind === 'end' && event.reason === 'virtual-time'),
  };
}

function whatCutShort({ events }: Trace, hasOutcome: boolean): string | undefined {
  const end = events.findLast((event) => event.kind === 'end');
  if (end === undefined) return 'It has no end.';
  if (end.outcome === 'over-budget' || end.outcome === 'stopped') return end.message;
  // Once a caller was told something, an error is the client's own, and the rules speak of it.
  const broken = events.find((event) => event.kind === 'error' && event.origin !== 'network');
  return hasOutcome || broken?.kind !== 'error' ? undefined : broken.error.message;
}
