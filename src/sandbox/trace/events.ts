/**
 * The events of a trace. A trace is the only thing that the timeline, the console, the summary and the tests read. All
 * times are whole milliseconds of virtual time since the start of the run.
 */

import type { OtherClients } from './other-clients.ts';

/** Raised when a reader of older traces would misread a newer one. */
export const TRACE_VERSION = 1;

/** Header names and values in the order in which they were set; names in lower case. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Where in the reader's files something happened. `line` counts from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** An error as it crosses threads. `engine: true` marks a message that a JavaScript engine worded. */
export interface TraceError extends Partial<SourcePlace> {
  readonly name: string;
  readonly message: string;
  readonly engine?: true;
}

/** A request left the snippet. `Authorization` and the like are masked in `headers`. */
export interface RequestEvent {
  readonly t: number;
  readonly kind: 'request';
  /** Counts from 1 in the order of the `fetch` calls. */
  readonly id: number;
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  /** The body as text, cut to a bounded length; `null` where there is none. */
  readonly body: string | null;
}

/** The response's status line and headers reached the snippet. */
export interface ResponseEvent {
  readonly t: number;
  readonly kind: 'response';
  readonly id: number;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
}

/** A part of a response's body arrived; `last` closes the body (its text may be empty). */
export interface ChunkEvent {
  readonly t: number;
  readonly kind: 'chunk';
  readonly id: number;
  readonly text: string;
  readonly last: boolean;
}

/** The snippet aborted a request, before its answer or while its body was arriving. */
export interface AbortEvent {
  readonly t: number;
  readonly kind: 'abort';
  readonly id: number;
  /** `TimeoutError` for `AbortSignal.timeout`, else the reason's name, mostly `AbortError`. */
  readonly reason: string;
}

/** Why a call waited: the hint that the gap fits, or the snippet's own delay. */
export type WaitReason = 'retry-after' | 'ratelimit' | 'own-delay';

/** A call's next attempt is about to leave. Stands directly before that attempt's `request`. */
export interface WaitEvent {
  /** The wait's end: when attempt `id` leaves. */
  readonly t: number;
  readonly kind: 'wait';
  /** The attempt that ends the wait. */
  readonly id: number;
  /** The refused attempt after which the wait began. */
  readonly afterId: number;
  /** The wait's start: when attempt `afterId` was refused. */
  readonly sinceMs: number;
  readonly reason: WaitReason;
}

export type LogLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** What `console.table` prints. The first column holds the row's index. */
export interface LogTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One line of the console (its text may hold line breaks). */
export interface LogEvent {
  readonly t: number;
  readonly kind: 'log';
  readonly level: LogLevel;
  /** How deep in `console.group` it stands. */
  readonly depth: number;
  readonly text: string;
  readonly table?: LogTable;
}

/** Something threw. `id` is set when the connection of that request failed, which the snippet may have caught. */
export interface ErrorEvent {
  readonly t: number;
  readonly kind: 'error';
  readonly origin: 'compile' | 'uncaught' | 'unhandled-rejection' | 'network';
  readonly id?: number;
  readonly error: TraceError;
}

/** A limiter's state at one instant; between events it follows from its kind (see `budgetAt`). */
export type LimitState =
  | {
      readonly limiter: 'fixed-window';
      readonly limit: number;
      readonly remaining: number;
      readonly windowMs: number;
      readonly resetsAtMs: number;
    }
  | {
      readonly limiter: 'sliding-window';
      readonly limit: number;
      readonly remaining: number;
      readonly windowMs: number;
      /** When the oldest counted request leaves the window; `null` when none is counted. */
      readonly nextExpiryMs: number | null;
    }
  | {
      readonly limiter: 'token-bucket';
      /** The bucket's capacity. */
      readonly limit: number;
      /** Tokens left, with fractions. */
      readonly remaining: number;
      readonly refillPerSecond: number;
    }
  | {
      readonly limiter: 'concurrency';
      readonly limit: number;
      readonly remaining: number;
      readonly queued: number;
      readonly queueLimit: number;
      /** Who else holds slots, as long as somebody does. */
      readonly others?: OtherClients;
    }
  | {
      readonly limiter: 'cold-start';
      readonly limit: 1;
      /** 1 once the replica is ready. */
      readonly remaining: 0 | 1;
      /** When it will be ready; `null` while nothing has woken it. */
      readonly readyAtMs: number | null;
    };

/** The limiter's state after it decided request `id` (`admitted` says how), or after that request freed its slot. */
export type LimitEvent = {
  readonly t: number;
  readonly kind: 'limit';
  readonly id: number;
  readonly change: 'admitted' | 'queued' | 'refused' | 'released';
} & LimitState;

export type BudgetName =
  | 'sign-of-life'
  | 'computing'
  | 'virtual-time'
  | 'events'
  | 'requests'
  | 'log-lines'
  | 'message-size'
  | 'output'
  | 'memory';

export type EndReason = 'threw' | 'gave-up' | 'waits-for-nothing' | 'stopped' | 'broken-protocol' | BudgetName;

/** The run is over. `message` says in one sentence why it failed, and for a budget what to do. */
export interface EndEvent {
  readonly t: number;
  readonly kind: 'end';
  readonly outcome: 'succeeded' | 'failed' | 'stopped' | 'over-budget';
  readonly reason?: EndReason;
  readonly message?: string;
}

export type TraceEvent =
  RequestEvent | ResponseEvent | ChunkEvent | AbortEvent | WaitEvent | LogEvent | ErrorEvent | LimitEvent | EndEvent;

/** A whole run. `events` are in the order in which they happened; the last one is the only `end`. */
export interface Trace {
  readonly version: typeof TRACE_VERSION;
  readonly scenario: string;
  readonly seed: number;
  /** The wall-clock instant of `t = 0`, in epoch milliseconds. */
  readonly startEpochMs: number;
  readonly events: readonly TraceEvent[];
}
