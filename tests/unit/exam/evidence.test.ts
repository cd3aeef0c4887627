import { expect, test } from 'vitest';
import { readEvidence } from '../../../src/exam/evidence.ts';
import { OTHER_TEXT, outcomeLine, traceOf } from './trace-kit.ts';

test('what a caller was told is read once, with its instant; other lines are the client’s own', () => {
  const { calls, cutShortBy } = readEvidence(
    traceOf([
      { t: 1, kind: 'log', level: 'log', depth: 0, text: OTHER_TEXT },
      outcomeLine(40, { caller: 0, kind: 'returned', status: 200, text: 'yes' }),
      outcomeLine(50, { caller: 0, kind: 'threw', name: 'Error', message: 'later' }),
      { t: 60, kind: 'end', outcome: 'succeeded' },
    ]),
    1,
  );
  expect([...calls]).toEqual([
    [0, { settledAtMs: 40, outcome: { caller: 0, kind: 'returned', status: 200, text: 'yes' } }],
  ]);
  expect(cutShortBy).toBeUndefined();
});

test.each([
  ['twice for one caller', [0, 0]],
  ['for a caller that there is not', [0, 2]],
  ['for half a caller', [0, 0.5]],
])('a client that prints outcomes %s has forged them', (_what, callers) => {
  const lines = callers.map((caller) => outcomeLine(5, { caller, kind: 'returned', status: 200, text: 'yes' }));
  const forged = readEvidence(traceOf([...lines, { t: 9, kind: 'end', outcome: 'succeeded' }]), 2);
  expect(forged.isForged).toBe(true);
  const honest = readEvidence(traceOf([...lines.slice(0, 1), { t: 9, kind: 'end', outcome: 'succeeded' }]), 2);
  expect(honest.isForged).toBe(false);
});

test.each([
  'exam outcome',
  'exam outcome {',
  'exam outcome null',
  'exam outcome {"caller":"0","kind":"threw","name":"Error","message":""}',
  'exam outcome {"caller":0,"kind":"returned","status":"200","text":""}',
  'exam outcome {"caller":0,"kind":"returned","status":200}',
  'exam outcome {"caller":0,"kind":"other"}',
])('a line that only looks like an outcome is none: %s', (text) => {
  const { calls } = readEvidence(traceOf([{ t: 1, kind: 'log', level: 'log', depth: 0, text }]), 1);
  expect(calls.size).toBe(0);
});

test('a run that a budget ended, or whose code never began, was cut short; an error of a client that answered was not', () => {
  const error = { t: 0, kind: 'error', origin: 'compile', error: { name: 'SyntaxError', message: 'no' } } as const;
  const end = { t: 0, kind: 'end', outcome: 'failed', reason: 'threw', message: 'It threw.' } as const;
  const told = outcomeLine(0, { caller: 0, kind: 'threw', name: 'Error', message: 'no' });
  expect(readEvidence(traceOf([error, end]), 1).cutShortBy).toBe('no');
  expect(readEvidence(traceOf([told, { ...error, origin: 'unhandled-rejection' }, end]), 1).cutShortBy).toBeUndefined();
  const over = { t: 9, kind: 'end', outcome: 'over-budget', reason: 'requests', message: 'Too many.' } as const;
  expect(readEvidence(traceOf([told, over]), 1).cutShortBy).toBe('Too many.');
  expect(readEvidence(traceOf([]), 1).cutShortBy).toBe('It has no end.');
  const late = { ...over, reason: 'virtual-time' } as const;
  expect([over, late].map((each) => readEvidence(traceOf([each]), 1).waitsOn)).toEqual([false, true]);
});
