import type { ResponseEvent, TraceEvent } from './events.ts';
import { headerValue } from './headers.ts';
import { createSseErrorScanner } from './sse-errors.ts';
import type { SseErrorScanner } from './sse-errors.ts';

/**
 * What became of an attempt.
 *
 * - `ok`: an answer below 400, and its body came whole;
 * - `refused`: a status of 400 or above, or an error inside the event stream of a 200;
 * - `network-error`: no server, or the connection dropped, before the answer was whole;
 * - `timed-out`, `aborted`: the snippet gave up on it, by `AbortSignal.timeout` or otherwise.
 */
export type Verdict = 'ok' | 'refused' | 'network-error' | 'timed-out' | 'aborted';

/** An attempt's verdict and when it became known: a status of 400 or above speaks as soon as the headers are there. */
export interface Decided {
  readonly id: number;
  readonly verdict: Verdict;
  readonly atMs: number;
  readonly response: ResponseEvent | null;
}

/** Follows a trace, event by event. */
export interface VerdictTracker {
  /** Takes the next event; answers when it decides an attempt. Each attempt is decided once. */
  next(event: TraceEvent): Decided | undefined;
}

interface OpenAttempt {
  response: ResponseEvent | null;
  scanner: SseErrorScanner | null;
}

/** Tells the verdict of each attempt at the event that decides it. */
export function createVerdictTracker(): VerdictTracker {
  const open = new Map<number, OpenAttempt>();

  function decide(id: number, atMs: number, verdict: Verdict): Decided | undefined {
    const attempt = open.get(id);
    if (!attempt) return undefined;
    open.delete(id);
    return { id, verdict, atMs, response: attempt.response };
  }

  function respond(event: ResponseEvent): Decided | undefined {
    const attempt = open.get(event.id);
    if (!attempt) return undefined;
    attempt.response = event;
    if (event.status >= 400) return decide(event.id, event.t, 'refused');
    const isStream = /^text\/event-stream\b/i.test(headerValue(event.headers, 'content-type') ?? '');
    if (isStream) attempt.scanner = createSseErrorScanner();
    return undefined;
  }

  return {
    next(event) {
      switch (event.kind) {
        case 'request':
          open.set(event.id, { response: null, scanner: null });
          return undefined;
        case 'response':
          return respond(event);
        case 'chunk':
          if (open.get(event.id)?.scanner?.push(event.text, event.last)) return decide(event.id, event.t, 'refused');
          return event.last ? decide(event.id, event.t, 'ok') : undefined;
        case 'abort':
          return decide(event.id, event.t, event.reason === 'TimeoutError' ? 'timed-out' : 'aborted');
        case 'error':
          return event.id === undefined ? undefined : decide(event.id, event.t, 'network-error');
        case 'wait':
        case 'log':
        case 'limit':
        case 'end':
          return undefined;
      }
    },
  };
}
