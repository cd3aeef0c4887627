import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EndEvent, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { summarize, summarizeParts } from '../../../src/sandbox/trace/summary.ts';
import { anyTrace } from './any-trace.ts';
import {
  bucket,
  cutOff,
  empty,
  exchange,
  fourAttempts,
  gaveUp,
  herd,
  log,
  makeTrace,
  request,
  START,
  steady,
  streamed,
} from './fixtures.ts';

const threw = (name: string, more: object = {}): TraceEvent => ({
  t: 120,
  kind: 'error',
  origin: 'uncaught',
  error: { name, message: 'x is not a function', engine: true, ...more },
});

const two = [...exchange({ id: 1, t: 0, body: 'a' }), ...exchange({ id: 2, t: 0, status: 402, body: 'b' })];
const refused = exchange({ id: 1, t: 0, status: 429 });

function sentence(events: readonly TraceEvent[], end: Partial<EndEvent>): string {
  return summarize(makeTrace(events, end));
}

test.each([
  ['a retried call', fourAttempts, 'Succeeded on attempt 4 after 7.1 s: 3 refusals, 6.8 s waiting, 4 requests.'],
  ['a call at once', steady(1, 80), 'Succeeded on attempt 1 after 80 ms: 1 request.'],
  ['no request', empty, 'Succeeded after 0 ms: no requests.'],
  ['an overload in a stream', streamed, 'Succeeded on attempt 2 after 2.8 s: 1 refusal, 800 ms waiting, 2 requests.'],
  [
    'a timeout and a drop',
    cutOff,
    'Succeeded on attempt 3 after 5.1 s: 1 network error, 1 timeout, 3.0 s waiting, 3 requests.',
  ],
  ['calls in a row', steady(30, 400), '30 of 30 calls succeeded after 11.7 s: 30 requests.'],
  ['some refused', bucket, '18 of 20 calls succeeded after 9.0 s: 2 refusals, 20 requests.'],
  [
    'calls at once',
    herd(3, 1, 500, 400),
    '3 of 3 calls succeeded after 3.2 s: 5 refusals, up to 2.6 s waiting per call, 8 requests.',
  ],
  ['a thousand', steady(1000, 80), '1,000 of 1,000 calls succeeded after 1 min 20 s: 1,000 requests.'],
  ['giving up', gaveUp, 'Gave up on attempt 5 with a 429 after 31.4 s: 5 refusals, 15.0 s waiting, 5 requests.'],
])('sums up %s', (_, trace, expected) => {
  expect(summarize(trace)).toBe(expected);
});

test.each<readonly [string, readonly TraceEvent[], Partial<EndEvent>, string]>([
  [
    'some calls that gave up',
    two,
    { outcome: 'failed', reason: 'gave-up' },
    '1 of 2 calls succeeded, 1 gave up after 80 ms: 1 refusal, 2 requests.',
  ],
  [
    'giving up on a timeout',
    [request({ id: 1, t: 0 }), { t: 5000, kind: 'abort', id: 1, reason: 'TimeoutError' }],
    { outcome: 'failed', reason: 'gave-up' },
    'Failed on attempt 1 with a timeout after 5.0 s: 1 timeout, 1 request.',
  ],
  [
    'giving up on an overload in a stream',
    streamed.events.filter(({ kind }) => kind !== 'wait' && kind !== 'end').slice(0, 4),
    { outcome: 'failed', reason: 'gave-up' },
    'Failed on attempt 1 with an error inside a 200 after 60 ms: 1 refusal, 1 request.',
  ],
  [
    'an error with its place',
    [...refused, threw('TypeError', { file: 'main.ts', line: 3 })],
    { outcome: 'failed', reason: 'threw' },
    'Failed with TypeError in main.ts, line 3, after 120 ms: 1 refusal, 1 request.',
  ],
  [
    'an error without a place',
    [threw('RangeError')],
    { outcome: 'failed', reason: 'threw' },
    'Failed with RangeError after 120 ms: no requests.',
  ],
  [
    'an error that was not recorded',
    refused,
    { outcome: 'failed', reason: 'threw' },
    'Failed after 80 ms: 1 refusal, 1 request.',
  ],
  [
    'waiting for nothing',
    [log(0, 'a')],
    { outcome: 'failed', reason: 'waits-for-nothing', t: 3200 },
    'Waits for nothing after 3.2 s: no requests.',
  ],
  [
    'a stop',
    refused,
    { outcome: 'stopped', reason: 'stopped', t: 900 },
    'Stopped at 900 ms of virtual time: 1 refusal, 1 request.',
  ],
  [
    'a budget',
    refused,
    { outcome: 'over-budget', reason: 'requests', t: 900 },
    'Over budget (too many requests) at 900 ms of virtual time: 1 refusal, 1 request.',
  ],
  ['an unknown failure', [], { outcome: 'failed', t: 5 }, 'Failed after 5 ms: no requests.'],
])('sums up %s', (_, events, end, expected) => {
  expect(sentence(events, end)).toBe(expected);
});

test('tells a run that is not over how long it has run', () => {
  const events = fourAttempts.events.filter(({ t }) => t <= 1500);
  expect(summarizeParts({ events, startEpochMs: START }, 1500)).toEqual({
    outcome: 'running',
    lead: 'Running',
    rest: 'for 1.5 s: 2 refusals, 412 ms waiting, 2 requests.',
  });
});

test('names the uncaught error, not a caught one of a connection', () => {
  const caught: TraceEvent = {
    t: 9,
    kind: 'error',
    id: 1,
    origin: 'network',
    error: { name: 'NetError', message: '' },
  };
  expect(sentence([request({ id: 1, t: 0 }), caught, threw('Oops')], { outcome: 'failed', reason: 'threw' })).toContain(
    'Oops',
  );
});

test('leaves out what engines word, and cuts what is too long', () => {
  const end = { outcome: 'failed', reason: 'threw' } as const;
  expect(sentence([threw('E'.repeat(500))], end).length).toBeLessThan(120);
  expect(sentence([threw('TypeError')], end)).not.toContain('not a function');
  expect(sentence([threw('a\nb')], end)).toContain('a b');
});

test('says a whole sentence of any run', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const said = summarize(trace);
      expect(said).not.toMatch(/NaN|undefined|null|Infinity|-\d| {2}/);
      expect(said).toMatch(/^[A-Z\d].*: .*\brequests?\.$/);
    }),
  );
});
