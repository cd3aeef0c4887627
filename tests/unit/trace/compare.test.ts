import { expect, test } from 'vitest';
import { comparableTrace, hasRealTimeEnd } from '../../../src/sandbox/trace/compare.ts';
import type { EndReason, Trace, TraceError } from '../../../src/sandbox/trace/events.ts';
import { fourAttempts, makeTrace } from './fixtures.ts';

const failing = (error: TraceError): Trace =>
  makeTrace([{ t: 5, kind: 'error', origin: 'uncaught', error }], {
    outcome: 'failed',
    reason: 'threw',
    message: 'It threw.',
  });

test('two engines that word one error each in their own way have equal traces', () => {
  const [a, b] = ['x is not a function', 'x() is no function'].map((message) =>
    comparableTrace(failing({ name: 'TypeError', message, engine: true, file: 'main.ts', line: 3 })),
  );
  expect(a).toEqual(b);
});

test('a column does not count', () => {
  const error = { name: 'Error', message: 'mine', file: 'main.ts', line: 3 };
  expect(comparableTrace(failing({ ...error, ...{ column: 7 } }))).toEqual(comparableTrace(failing(error)));
});

test.each<[string, Partial<TraceError>]>([
  ['message of our own', { message: 'other' }],
  ['name', { name: 'RangeError' }],
  ['file', { file: 'other.ts' }],
  ['line', { line: 4 }],
])('another %s does', (_, change) => {
  const error = { name: 'Error', message: 'mine', file: 'main.ts', line: 3 };
  expect(comparableTrace(failing({ ...error, ...change }))).not.toEqual(comparableTrace(failing(error)));
});

test('a trace without errors is compared as it is', () => {
  expect(comparableTrace(fourAttempts)).toEqual({ ...fourAttempts });
  expect(JSON.parse(JSON.stringify(comparableTrace(fourAttempts)))).toEqual(comparableTrace(fourAttempts));
});

test.each<[EndReason, boolean]>([
  ['stopped', true],
  ['sign-of-life', true],
  ['computing', true],
  ['memory', true],
  ['virtual-time', false],
  ['requests', false],
  ['threw', false],
])('a run that ended by %s may end elsewhere on another machine: %s', (reason, expected) => {
  expect(hasRealTimeEnd(makeTrace([], { outcome: 'failed', reason }))).toBe(expected);
});
