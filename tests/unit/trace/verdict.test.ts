import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { createVerdictTracker } from '../../../src/sandbox/trace/verdict.ts';
import { exchange, request, response } from './fixtures.ts';

const sse = { headers: [['content-type', 'text/event-stream; charset=utf-8']] } as const;

function verdicts(events: readonly TraceEvent[]): readonly (readonly [id: number, verdict: string, atMs: number])[] {
  const tracker = createVerdictTracker();
  return events.flatMap((event) => {
    const decided = tracker.next(event);
    return decided ? [[decided.id, decided.verdict, decided.atMs] as const] : [];
  });
}

test('an answer below 400 is good once its body is whole', () => {
  expect(verdicts(exchange({ id: 1, t: 0 }))).toEqual([[1, 'ok', 80]]);
  expect(verdicts(exchange({ id: 1, t: 0 }).slice(0, 2))).toEqual([]);
});

test('a refusal speaks with its headers, and once', () => {
  const events: TraceEvent[] = [
    request({ id: 1, t: 0 }),
    response({ id: 1, t: 80, status: 429 }),
    { t: 90, kind: 'chunk', id: 1, text: '{}', last: true },
    { t: 95, kind: 'abort', id: 1, reason: 'AbortError' },
  ];
  expect(verdicts(events)).toEqual([[1, 'refused', 80]]);
});

test('an error inside the stream of a 200 is a refusal at the instant of its chunk', () => {
  const events: TraceEvent[] = [
    request({ id: 1, t: 0 }),
    response({ id: 1, t: 80, ...sse }),
    { t: 100, kind: 'chunk', id: 1, text: 'data: {"tok', last: false },
    { t: 120, kind: 'chunk', id: 1, text: 'en":1}\n\ndata: {"error":"x"}\n\n', last: false },
    { t: 130, kind: 'chunk', id: 1, text: '', last: true },
  ];
  expect(verdicts(events)).toEqual([[1, 'refused', 120]]);
});

test('an error in a body that is no stream is left to the snippet', () => {
  expect(verdicts(exchange({ id: 1, t: 0, text: 'data: {"error":"x"}\n\n' }))).toEqual([[1, 'ok', 80]]);
});

test('tells a timeout, another abort and a lost connection apart', () => {
  const events: TraceEvent[] = [
    request({ id: 1, t: 0 }),
    request({ id: 2, t: 0 }),
    request({ id: 3, t: 0 }),
    { t: 5, kind: 'abort', id: 1, reason: 'TimeoutError' },
    { t: 6, kind: 'abort', id: 2, reason: 'AbortError' },
    { t: 7, kind: 'error', id: 3, origin: 'network', error: { name: 'TypeError', message: '' } },
    { t: 8, kind: 'error', origin: 'uncaught', error: { name: 'Error', message: '' } },
  ];
  expect(verdicts(events)).toEqual([
    [1, 'timed-out', 5],
    [2, 'aborted', 6],
    [3, 'network-error', 7],
  ]);
});

test('passes over news of requests that it does not know', () => {
  expect(verdicts(exchange({ id: 9, t: 0 }).slice(1))).toEqual([]);
});
