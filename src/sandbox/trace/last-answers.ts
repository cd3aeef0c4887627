import { verdictOf } from './attempts.ts';
import { groupCalls } from './calls.ts';
import type { Call } from './calls.ts';
import type { TraceEvent } from './events.ts';
import type { Verdict } from './verdict.ts';

/** How a call ended. */
export interface LastAnswer {
  readonly callId: number;
  /** The last attempt's id, and its number within the call. */
  readonly id: number;
  readonly attempt: number;
  /** `open` when no answer came, or not all of it. */
  readonly verdict: Verdict | 'open';
  readonly status: number | null;
  /** When the verdict became known; `null` while it is open. */
  readonly atMs: number | null;
}

/** A call's last answer; every call has an attempt, so there always is one. */
function lastAnswer({ id: callId, attempts }: Call): readonly LastAnswer[] {
  return attempts.slice(-1).map((last) => ({
    callId,
    id: last.id,
    attempt: attempts.length,
    verdict: verdictOf(last),
    status: last.response?.status ?? null,
    atMs: last.decided?.atMs ?? null,
  }));
}

/** The last answers of calls that have been grouped already. */
export function lastAnswersOf(calls: readonly Call[]): readonly LastAnswer[] {
  return calls.flatMap(lastAnswer);
}

/** The last answer of each call, in the order of their first attempts. */
export function lastAnswers(events: readonly TraceEvent[]): readonly LastAnswer[] {
  return lastAnswersOf(groupCalls({ events, startEpochMs: 0 }));
}

/**
 * Whether an answer leaves its call without what it asked for: the server refused, the network failed, or the snippet's
 * own timeout ended it. An abort without a timeout is the snippet's choice (it may have had its answer elsewhere).
 */
export function isNo({ verdict }: LastAnswer): boolean {
  return verdict === 'refused' || verdict === 'network-error' || verdict === 'timed-out';
}

/** Whether some call of a run that has ended got no for its last answer, so that the run `gave-up`. */
export function hasGivenUp(events: readonly TraceEvent[]): boolean {
  return lastAnswers(events).some(isNo);
}
