import { expect, test } from 'vitest';
import { hasGivenUp, lastAnswers } from '../../../src/sandbox/trace/last-answers.ts';
import type { TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { exchange, fourAttempts, gaveUp, request, response, streamed } from './fixtures.ts';

test('tells how each call ended', () => {
  const events = [
    ...exchange({ id: 1, t: 0, status: 429, body: 'a' }),
    ...exchange({ id: 2, t: 0, body: 'b' }),
    request({ id: 3, t: 100, body: 'c' }),
    ...exchange({ id: 4, t: 200, status: 503, body: 'a' }),
  ];
  expect(lastAnswers(events)).toEqual([
    { callId: 1, id: 4, attempt: 2, verdict: 'refused', status: 503, atMs: 280 },
    { callId: 2, id: 2, attempt: 1, verdict: 'ok', status: 200, atMs: 80 },
    { callId: 3, id: 3, attempt: 1, verdict: 'open', status: null, atMs: null },
  ]);
});

test('a run whose calls were answered in the end has not given up', () => {
  expect(hasGivenUp(fourAttempts.events)).toBe(false);
  expect(hasGivenUp(streamed.events)).toBe(false);
  expect(hasGivenUp([])).toBe(false);
});

test('a run whose last answer is a refusal has given up', () => {
  expect(hasGivenUp(gaveUp.events)).toBe(true);
  expect(hasGivenUp(streamed.events.slice(0, 4))).toBe(true);
});

test('one refused call among good ones is enough', () => {
  expect(
    hasGivenUp([...exchange({ id: 1, t: 0, status: 402, body: 'a' }), ...exchange({ id: 2, t: 0, body: 'b' })]),
  ).toBe(true);
});

test.each([
  ['TimeoutError', true],
  ['AbortError', false],
])('a call that ended by %s: given up %s', (reason, expected) => {
  const events: TraceEvent[] = [request({ id: 1, t: 0 }), { t: 9, kind: 'abort', id: 1, reason }];
  expect(hasGivenUp(events)).toBe(expected);
});

test('a connection that failed and was not tried again is given up, a body still open is not', () => {
  const failed: TraceEvent = {
    t: 9,
    kind: 'error',
    id: 1,
    origin: 'network',
    error: { name: 'TypeError', message: '' },
  };
  expect(hasGivenUp([request({ id: 1, t: 0 }), failed])).toBe(true);
  expect(hasGivenUp([request({ id: 1, t: 0 }), response({ id: 1, t: 9 })])).toBe(false);
});
