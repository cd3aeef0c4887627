import type { HeaderList, LimitEvent } from '../trace/events.ts';

/** A request as it reaches the endpoint. */
export interface IncomingRequest {
  readonly id: number;
  /** Virtual ms since the start of the run. */
  readonly t: number;
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | null;
}

/** A part of a body and when it arrives, in virtual ms since the start of the run. */
export interface ScheduledChunk {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** How an answer ends: the body closes, the connection drops, or nothing more ever comes. */
export type ScheduledEnd = { readonly kind: 'close' | 'drop'; readonly atMs: number } | { readonly kind: 'never' };

/** The whole answer to a request, with the instants at which its parts arrive. The endpoint itself never waits. */
export interface ScheduledResponse {
  readonly id: number;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  /** When work on it begins, after all that it waited for; `Infinity` if it never does. */
  readonly beginsAtMs: number;
  /** `null`: the headers never arrive (then `end` is `drop` or `never`, and there are no chunks). */
  readonly headersAtMs: number | null;
  readonly chunks: readonly ScheduledChunk[];
  readonly end: ScheduledEnd;
}

/** An answer, or why no server was found at that address. */
export type Decision =
  | { readonly kind: 'response'; readonly response: ScheduledResponse; readonly limits: readonly LimitEvent[] }
  | { readonly kind: 'unreachable'; readonly id: number; readonly message: string };

/** What an abort changed. */
export interface AbortOutcome {
  /** Queued answers that now come earlier; each replaces the schedule given before. */
  readonly rescheduled: readonly ScheduledResponse[];
  readonly limits: readonly LimitEvent[];
}

/** A scenario at work. Calls come one at a time, in order of (t, id). */
export interface Endpoint {
  decide(request: IncomingRequest): Promise<Decision>;
  abort(t: number, id: number): AbortOutcome;
  /** Request `id` has been answered in full at `t`: the limiter's state, where that freed a slot. */
  finish(t: number, id: number): readonly LimitEvent[];
}
