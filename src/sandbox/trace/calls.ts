import { collectAttempts } from './attempts.ts';
import type { Attempt } from './attempts.ts';
import type { RequestEvent, Trace, TraceEvent, WaitEvent } from './events.ts';
import { createVerdictTracker } from './verdict.ts';
import type { Decided } from './verdict.ts';
import { waitReason } from './wait-hint.ts';

/** Where a request stands among the calls. */
export interface CallStep {
  /** The id of the call's first attempt. */
  readonly callId: number;
  /** Counts from 1 within the call. */
  readonly attempt: number;
  /** The wait that this request ends; absent for a first attempt. */
  readonly wait?: WaitEvent;
}

/** Follows a trace, event by event. */
export interface CallTracker {
  /** Takes the next event; answers each request. A recorder writes the answer's `wait` directly before that request. */
  next(event: TraceEvent): CallStep | undefined;
}

interface Unanswered extends Decided {
  readonly step: CallStep;
}

/** The calls of one method, URL and body that may still be tried again, the longest refused first. */
interface Line {
  readonly ended: Unanswered[];
  first: number;
}

function lineKey({ method, url, body }: RequestEvent): string {
  return `${method} ${url} ${body ?? ''}`;
}

/** Lays requests into calls as they and their verdicts become known. */
function createCallLines(startEpochMs: number): {
  sent(request: RequestEvent): CallStep;
  decided(decided: Decided): void;
} {
  const lines = new Map<string, Line>();
  const inFlight = new Map<number, { readonly line: Line; readonly step: CallStep }>();

  function continueCall(before: Unanswered, { t, id }: RequestEvent): CallStep {
    const reason = waitReason(t - before.atMs, before.response, startEpochMs);
    const wait: WaitEvent = { t, kind: 'wait', id, afterId: before.id, sinceMs: before.atMs, reason };
    return { callId: before.step.callId, attempt: before.step.attempt + 1, wait };
  }

  return {
    sent(request) {
      const key = lineKey(request);
      const line = lines.get(key) ?? { ended: [], first: 0 };
      lines.set(key, line);
      const before = line.ended[line.first];
      if (before) line.first += 1;
      const step = before ? continueCall(before, request) : { callId: request.id, attempt: 1 };
      inFlight.set(request.id, { line, step });
      return step;
    },
    decided(decided) {
      const attempt = inFlight.get(decided.id);
      inFlight.delete(decided.id);
      if (attempt && decided.verdict !== 'ok') attempt.line.ended.push({ ...decided, step: attempt.step });
    },
  };
}

/**
 * Tells for each request which call it continues.
 *
 * Attempts of one call have equal method, URL and body. A call that was answered well is over, so an equal request
 * after it begins a new one; a call that was refused, cut off or given up on is continued by the next equal request.
 * When several equal calls may be meant, the one whose attempt ended first goes first: that is an order in time, not
 * a guess at what the snippet's lines belong to.
 */
export function createCallTracker({ startEpochMs }: Pick<Trace, 'startEpochMs'>): CallTracker {
  const verdicts = createVerdictTracker();
  const lines = createCallLines(startEpochMs);
  return {
    next(event) {
      const decided = verdicts.next(event);
      if (decided) lines.decided(decided);
      return event.kind === 'request' ? lines.sent(event) : undefined;
    },
  };
}

/** The attempts that one piece of work took, and the waits between them. */
export interface Call {
  /** The id of its first attempt. */
  readonly id: number;
  readonly attempts: readonly Attempt[];
  /** `waits[i]` lies between `attempts[i]` and `attempts[i + 1]`. */
  readonly waits: readonly WaitEvent[];
}

/** Groups a whole trace, or as much of one as has happened, into calls in the order of their first attempts. */
export function groupCalls({ events, startEpochMs }: Pick<Trace, 'events' | 'startEpochMs'>): readonly Call[] {
  const lines = createCallLines(startEpochMs);
  const steps = new Map<number, CallStep>();
  const attempts = collectAttempts(events, {
    sent: (request) => steps.set(request.id, lines.sent(request)),
    decided: (decided) => lines.decided(decided),
  });
  const calls = new Map<number, { id: number; attempts: Attempt[]; waits: WaitEvent[] }>();
  for (const attempt of attempts) {
    const { callId = attempt.id, wait } = steps.get(attempt.id) ?? {};
    const call = calls.get(callId) ?? { id: callId, attempts: [], waits: [] };
    calls.set(callId, call);
    call.attempts.push(attempt);
    if (wait) call.waits.push(wait);
  }
  return [...calls.values()];
}
