import type { HeaderList } from '../trace/events.ts';
import type { ScheduledResponse } from './endpoint-types.ts';

/** A part of a body, so many ms after the work began. */
export interface PlannedChunk {
  readonly afterMs: number;
  readonly text: string;
}

/** An answer with times that count from the moment at which the server begins it. */
export interface AnswerPlan {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  /** `null`: the headers never arrive. */
  readonly headersAfterMs: number | null;
  readonly chunks: readonly PlannedChunk[];
  readonly end: { readonly kind: 'close' | 'drop'; readonly afterMs: number } | { readonly kind: 'never' };
}

interface WholeAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: string;
  readonly afterMs: number;
}

const encoder = new TextEncoder();

/** An answer that arrives in one piece. */
export function wholeAnswer({ status, statusText, headers, body, afterMs }: WholeAnswer): AnswerPlan {
  const chunks = body === '' ? [] : [{ afterMs, text: body }];
  return { status, statusText, headers, headersAfterMs: afterMs, chunks, end: { kind: 'close', afterMs } };
}

/** A JSON answer with status 200. */
export function jsonAnswer(value: unknown, afterMs: number, headers: HeaderList = JSON_HEADERS): AnswerPlan {
  return wholeAnswer({ status: 200, statusText: 'OK', headers, body: JSON.stringify(value), afterMs });
}

export const JSON_HEADERS: HeaderList = [['content-type', 'application/json']];

/** How long the server is at work on an answer. */
export function workMs({ end }: AnswerPlan): number {
  return end.kind === 'never' ? Infinity : end.afterMs;
}

/** The same answer without a body, for a `HEAD` request. */
export function withoutBody(plan: AnswerPlan): AnswerPlan {
  const { headersAfterMs } = plan;
  const end = headersAfterMs === null ? plan.end : ({ kind: 'close', afterMs: headersAfterMs } as const);
  return { ...plan, chunks: [], end };
}

/** Puts a plan on the clock. One that never begins is an answer that never comes. */
export function schedule(id: number, plan: AnswerPlan, beginsAtMs: number): ScheduledResponse {
  const { status, statusText, headers } = plan;
  if (beginsAtMs === Infinity) {
    return { id, status, statusText, headers, beginsAtMs, headersAtMs: null, chunks: [], end: { kind: 'never' } };
  }
  const at = (afterMs: number): number => beginsAtMs + afterMs;
  return {
    id,
    status,
    statusText,
    headers,
    beginsAtMs,
    headersAtMs: plan.headersAfterMs === null ? null : at(plan.headersAfterMs),
    chunks: plan.chunks.map(({ afterMs, text }) => ({ atMs: at(afterMs), bytes: encoder.encode(text) })),
    end: plan.end.kind === 'never' ? { kind: 'never' } : { kind: plan.end.kind, atMs: at(plan.end.afterMs) },
  };
}
