import type { HeaderList } from '../trace/events.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { obsoleteDate } from './obsolete-date.ts';

/**
 * An instant that a server names in a header, so many seconds after its headers are there; negative for one that has
 * passed. What knows whole seconds only is rounded up, so that nobody is told to come too soon.
 */
export interface NamedInstant {
  readonly inSeconds: number;
  readonly as: 'http-date' | 'rfc-850' | 'asctime' | 'epoch-seconds' | 'epoch-ms' | 'iso-date';
}

/** One answer of a server that goes by a script. Plain data. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: readonly (readonly [name: string, value: string | NamedInstant])[];
  readonly body?: string;
  /** Until the headers come, in ms. @default 20 */
  readonly afterMs?: number;
  /**
   * How it ends: the body closes; the connection drops before the headers or in the middle of the body; the headers never
   * come; or they come and the body never ends. @default 'close'
   */
  readonly end?: 'close' | 'drop' | 'drop-midway' | 'never' | 'stall';
}

const AFTER_MS = 20;

/** The answer as a plan, at the wall-clock instant `epochMs`. */
export function planScripted(answer: ScriptedAnswer, epochMs: number): AnswerPlan {
  const { status, headers = [], body = '', afterMs = AFTER_MS, end = 'close' } = answer;
  const head = {
    status,
    statusText: '',
    headers: headers.map(([name, value]) => [name, written(value, epochMs + afterMs)] as const),
  };
  const whole = body === '' ? [] : [{ afterMs, text: body }];
  const half = [{ afterMs, text: body.slice(0, body.length / 2) }];
  switch (end) {
    case 'close':
      return { ...head, headersAfterMs: afterMs, chunks: whole, end: { kind: 'close', afterMs } };
    case 'drop':
      return { ...head, headersAfterMs: null, chunks: [], end: { kind: 'drop', afterMs } };
    case 'drop-midway':
      return { ...head, headersAfterMs: afterMs, chunks: half, end: { kind: 'drop', afterMs } };
    case 'never':
      return { ...head, headersAfterMs: null, chunks: [], end: { kind: 'never' } };
    case 'stall':
      return { ...head, headersAfterMs: afterMs, chunks: half, end: { kind: 'never' } };
    default:
      return end satisfies never;
  }
}

function written(value: string | NamedInstant, epochMs: number): HeaderList[number][1] {
  if (typeof value === 'string') return value;
  const instantMs = epochMs + value.inSeconds * 1_000;
  switch (value.as) {
    case 'http-date':
      return new Date(inWholeSeconds(instantMs)).toUTCString();
    case 'rfc-850':
    case 'asctime':
      return obsoleteDate(value.as, inWholeSeconds(instantMs));
    case 'iso-date':
      return new Date(instantMs).toISOString();
    case 'epoch-seconds':
      return String(inWholeSeconds(instantMs) / 1_000);
    case 'epoch-ms':
      return String(instantMs);
    default:
      return value.as satisfies never;
  }
}

const inWholeSeconds = (ms: number): number => Math.ceil(ms / 1_000) * 1_000;
