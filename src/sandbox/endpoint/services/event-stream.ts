import type { HeaderList } from '../../trace/events.ts';
import type { AnswerPlan, PlannedChunk } from '../answer-plan.ts';

interface StreamShape {
  readonly headers: HeaderList;
  readonly events: readonly string[];
  /** Events that come in the same moment as the one before them, such as `[DONE]`. */
  readonly trailing?: readonly string[];
  readonly firstByteMs: number;
  readonly totalMs: number;
}

/** The headers that every event stream of axum has. */
export const EVENT_STREAM_HEADERS: HeaderList = [
  ['content-type', 'text/event-stream'],
  ['cache-control', 'no-cache'],
];

/** One server-sent event. */
export function sseEvent(payload: string): string {
  return `data: ${payload}\n\n`;
}

/** A stream whose headers come at once and whose events are spread evenly over the time that the work takes. */
export function streamAnswer({ headers, events, trailing = [], firstByteMs, totalMs }: StreamShape): AnswerPlan {
  const headersAfterMs = Math.min(firstByteMs, totalMs);
  const chunks: PlannedChunk[] = events.map((payload, index) => ({
    afterMs: headersAfterMs + Math.round(((totalMs - headersAfterMs) * (index + 1)) / events.length),
    text: sseEvent(payload),
  }));
  for (const payload of trailing) chunks.push({ afterMs: totalMs, text: sseEvent(payload) });
  return {
    status: 200,
    statusText: 'OK',
    headers,
    headersAfterMs,
    chunks,
    end: { kind: 'close', afterMs: totalMs },
  };
}
