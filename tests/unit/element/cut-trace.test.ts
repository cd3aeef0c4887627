import { expect, test } from 'vitest';
import { cutTrace } from '../../../src/sandbox/element/cut-trace.ts';
import { failedPlace, placeInWords } from '../../../src/sandbox/element/failed-place.ts';
import { TRACE_VERSION, type EndReason, type Trace, type TraceEvent } from '../../../src/sandbox/trace/events.ts';

const log = (t: number): TraceEvent => ({ t, kind: 'log', level: 'log', depth: 0, text: String(t) });
const traceOf = (...events: TraceEvent[]): Trace => ({
  version: TRACE_VERSION,
  scenario: 'any',
  seed: 1,
  startEpochMs: 0,
  events,
});
const whole = traceOf(log(0), log(100), log(200), { t: 300, kind: 'end', outcome: 'succeeded' });

test('a run stopped in the midst of its playback is what was seen of it, and an end', () => {
  const cut = cutTrace(whole, 150);
  expect(cut.events.map(({ t, kind }) => [t, kind])).toEqual([
    [0, 'log'],
    [100, 'log'],
    [150, 'end'],
  ]);
  expect(cut.events.at(-1)).toMatchObject({ outcome: 'stopped', reason: 'stopped' });
});

test('what happened at the very instant of the stop was seen', () => {
  expect(cutTrace(whole, 200).events.map(({ t }) => t)).toEqual([0, 100, 200, 200]);
});

test('a run whose end was seen stays whole', () => {
  expect(cutTrace(whole, 300)).toBe(whole);
});

const failure = (reason: EndReason): TraceEvent => ({ t: 9, kind: 'end', outcome: 'failed', reason });
const thrown: TraceEvent = {
  t: 9,
  kind: 'error',
  origin: 'uncaught',
  error: { name: 'TypeError', message: 'no', file: 'main.ts', line: 3 },
};
const dropped: TraceEvent = {
  t: 5,
  kind: 'error',
  origin: 'network',
  id: 1,
  error: { name: 'TypeError', message: 'fetch failed', file: 'main.ts', line: 1 },
};

test('a run that threw failed at the line of what was thrown, not of an error that was caught', () => {
  const place = failedPlace(traceOf(dropped, thrown, failure('threw')));
  expect(place).toEqual({ file: 'main.ts', line: 3 });
  expect(place && placeInWords(place)).toBe('main.ts, line 3');
});

test.each([
  ['gave up', traceOf(dropped, failure('gave-up'))],
  ['succeeded', whole],
  ['threw something without a place', traceOf({ ...thrown, error: { name: 'Error', message: '' } }, failure('threw'))],
])('a run that %s failed at no line', (_, trace) => {
  expect(failedPlace(trace)).toBeNull();
});
