import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallTracker, groupCalls } from '../../../src/sandbox/trace/calls.ts';
import type { Trace, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { anyTrace } from './any-trace.ts';
import { exchange, fourAttempts, makeTrace, request, response, START, streamed } from './fixtures.ts';

function idsOf(trace: Trace): readonly (readonly number[])[] {
  return groupCalls(trace).map(({ attempts }) => attempts.map(({ id }) => id));
}

function waitsOf(trace: Trace): readonly unknown[] {
  return groupCalls(trace).flatMap(({ waits }) =>
    waits.map(({ afterId, id, sinceMs, t, reason }) => [afterId, id, t - sinceMs, reason]),
  );
}

test('four equal requests of which three were refused are one call', () => {
  expect(idsOf(fourAttempts)).toEqual([[1, 2, 3, 4]]);
  expect(waitsOf(fourAttempts)).toEqual([
    [1, 2, 412, 'own-delay'],
    [2, 3, 1130, 'own-delay'],
    [3, 4, 5230, 'retry-after'],
  ]);
});

test('requests that differ in method, URL or body are calls of their own', () => {
  const other: TraceEvent = {
    t: 300,
    kind: 'request',
    id: 4,
    method: 'GET',
    url: 'https://a.example/',
    headers: [],
    body: null,
  };
  const trace = makeTrace([
    ...exchange({ id: 1, t: 0, status: 429, url: 'https://a.example/', body: null }),
    ...exchange({ id: 2, t: 100, status: 429, url: 'https://b.example/', body: null }),
    ...exchange({ id: 3, t: 200, status: 429, url: 'https://a.example/', body: '{}' }),
    other,
  ]);
  expect(idsOf(trace)).toEqual([[1], [2], [3], [4]]);
});

test('an equal request after a good answer begins a new call', () => {
  const trace = makeTrace([exchange({ id: 1, t: 0 }), exchange({ id: 2, t: 100 }), exchange({ id: 3, t: 200 })].flat());
  expect(idsOf(trace)).toEqual([[1], [2], [3]]);
});

test('of equal calls at once, the one that was refused first is continued first', () => {
  const trace = makeTrace([
    ...exchange({ id: 1, t: 0, status: 429, latencyMs: 90 }),
    ...exchange({ id: 2, t: 0, status: 429, latencyMs: 50 }),
    ...exchange({ id: 3, t: 40, status: 429, latencyMs: 400 }),
    ...exchange({ id: 4, t: 200, latencyMs: 30 }),
    ...exchange({ id: 5, t: 210, latencyMs: 30 }),
    ...exchange({ id: 6, t: 220, latencyMs: 30 }),
  ]);
  expect(idsOf(trace)).toEqual([[1, 5], [2, 4], [3], [6]]);
});

test('a refused attempt may be continued while its body still arrives', () => {
  const trace = makeTrace([
    request({ id: 1, t: 0 }),
    response({ id: 1, t: 80, status: 503 }),
    ...exchange({ id: 2, t: 90 }),
    { t: 200, kind: 'chunk', id: 1, text: 'late', last: true },
  ]);
  expect(idsOf(trace)).toEqual([[1, 2]]);
});

test('timeouts, lost connections and overloads inside a 200 are continued, too', () => {
  const trace = makeTrace([
    request({ id: 1, t: 0 }),
    { t: 100, kind: 'abort', id: 1, reason: 'TimeoutError' },
    request({ id: 2, t: 300 }),
    { t: 310, kind: 'error', id: 2, origin: 'network', error: { name: 'TypeError', message: '' } },
    ...exchange({ id: 3, t: 700 }),
  ]);
  expect(waitsOf(trace)).toEqual([
    [1, 2, 200, 'own-delay'],
    [2, 3, 390, 'own-delay'],
  ]);
  expect(idsOf(streamed)).toEqual([[1, 2]]);
});

test('a retry at once is a wait of nothing', () => {
  const trace = makeTrace([...exchange({ id: 1, t: 0, status: 503 }), ...exchange({ id: 2, t: 80 })]);
  expect(waitsOf(trace)).toEqual([[1, 2, 0, 'own-delay']]);
});

test('told the events one by one it says the wait with the request that ends it', () => {
  const tracker = createCallTracker({ startEpochMs: START });
  const events = [
    ...exchange({ id: 1, t: 0, status: 429, headers: [['retry-after', '2']] }),
    request({ id: 2, t: 2080 }),
  ];
  const steps = events.map((event) => tracker.next(event));
  expect(steps).toEqual([
    { callId: 1, attempt: 1 },
    undefined,
    undefined,
    {
      callId: 1,
      attempt: 2,
      wait: { t: 2080, kind: 'wait', id: 2, afterId: 1, sinceMs: 80, reason: 'retry-after' },
    },
  ]);
});

test('the waits of a whole trace are those that were recorded', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const recorded = trace.events.filter((event) => event.kind === 'wait');
      const grouped = groupCalls(trace).flatMap(({ waits }) => waits);
      expect(grouped.toSorted((a, b) => a.id - b.id)).toEqual(recorded.toSorted((a, b) => a.id - b.id));
    }),
  );
});

test('every attempt is in one call, in order, and never two in flight at once', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const calls = groupCalls(trace);
      const ids = calls.flatMap(({ attempts }) => attempts.map(({ id }) => id));
      const sent = trace.events.filter((event) => event.kind === 'request').map(({ id }) => id);
      expect(ids.toSorted((a, b) => a - b)).toEqual(sent);
      for (const { attempts, waits } of calls) {
        expect(waits).toHaveLength(attempts.length - 1);
        for (const [index, attempt] of attempts.slice(1).entries()) {
          const before = attempts[index];
          expect(before?.decided?.verdict).not.toBe('ok');
          expect(before?.decided?.atMs).toBeLessThanOrEqual(attempt.request.t);
          expect(attempt.request.body).toBe(before?.request.body);
        }
      }
    }),
  );
});
