import type { AbortEvent, ChunkEvent, ErrorEvent, RequestEvent, ResponseEvent, TraceEvent } from './events.ts';
import { createVerdictTracker } from './verdict.ts';
import type { Decided, Verdict } from './verdict.ts';

/** All that a trace says about one attempt. */
export interface Attempt {
  readonly id: number;
  readonly request: RequestEvent;
  readonly response: ResponseEvent | null;
  readonly chunks: readonly ChunkEvent[];
  /** What cut it short, if anything did. */
  readonly failure: AbortEvent | ErrorEvent | null;
  /** `null` while it is in flight. */
  readonly decided: Decided | null;
}

interface GrowingAttempt {
  id: number;
  request: RequestEvent;
  response: ResponseEvent | null;
  chunks: ChunkEvent[];
  failure: AbortEvent | ErrorEvent | null;
  decided: Decided | null;
}

/** Is told what a trace's requests and verdicts are, in their order, while its attempts are gathered. */
export interface AttemptWatcher {
  sent(request: RequestEvent): void;
  decided(decided: Decided): void;
}

/** Gathers a trace's attempts, in the order in which they were sent. */
export function collectAttempts(events: readonly TraceEvent[], watcher?: AttemptWatcher): readonly Attempt[] {
  const attempts = new Map<number, GrowingAttempt>();
  const verdicts = createVerdictTracker();
  for (const event of events) {
    if (event.kind === 'request') {
      const { id } = event;
      attempts.set(id, { id, request: event, response: null, chunks: [], failure: null, decided: null });
      watcher?.sent(event);
    }
    const decided = verdicts.next(event);
    if (decided) watcher?.decided(decided);
    const attempt = 'id' in event && event.id !== undefined ? attempts.get(event.id) : undefined;
    if (!attempt) continue;
    if (event.kind === 'response') attempt.response = event;
    if (event.kind === 'chunk') attempt.chunks.push(event);
    if (event.kind === 'abort' || event.kind === 'error') attempt.failure = event;
    if (decided) attempt.decided = decided;
  }
  return [...attempts.values()];
}

/** An attempt's verdict; `open` while it is in flight. */
export function verdictOf(attempt: Attempt): Verdict | 'open' {
  return attempt.decided?.verdict ?? 'open';
}

/** What to call an attempt's answer in a word or two: its status, or what came instead of one. */
export function answerWord(attempt: Attempt): string {
  const verdict = verdictOf(attempt);
  switch (verdict) {
    case 'ok':
      return String(attempt.response?.status ?? '');
    case 'refused':
      return attempt.response && attempt.response.status < 400
        ? `${attempt.response.status} error`
        : String(attempt.response?.status ?? '');
    case 'network-error':
      return 'error';
    case 'timed-out':
      return 'timeout';
    case 'aborted':
      return 'abort';
    case 'open':
      return 'open';
  }
}

/** An attempt's answer in full, for a table's cell or a tooltip: `429 Too Many Requests`. */
export function answerText(attempt: Attempt): string {
  const { response } = attempt;
  const status = response ? `${response.status} ${response.statusText}`.trim() : '';
  const after = status === '' ? '' : ` after ${status}`;
  const verdict = verdictOf(attempt);
  switch (verdict) {
    case 'ok':
      return status;
    case 'refused':
      return response && response.status < 400 ? `an error inside ${status}` : status;
    case 'network-error':
      return `no connection${after}`;
    case 'timed-out':
      return `timed out${after}`;
    case 'aborted':
      return `aborted${after}`;
    case 'open':
      return status === '' ? 'no answer' : `${status}, body not complete`;
  }
}
