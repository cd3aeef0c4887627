import { expect, test } from 'vitest';
import { readEvidence } from '../../../src/exam/evidence.ts';
import type { CallOutcome } from '../../../src/exam/outcome.ts';
import * as rules from '../../../src/exam/rules.ts';
import type { TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { outcomeLine, traceOf } from './trace-kit.ts';

interface Sent {
  readonly atMs: number;
  readonly status: number;
  readonly body?: string;
  readonly text?: string;
}

/** Requests that are answered at once, and what the only caller was told, if anything. */
function evidenceOf(sent: readonly Sent[], told?: { atMs: number; outcome: CallOutcome }, callers = 1) {
  const events = sent.flatMap(({ atMs, status, body = 'q', text = '{"answer":"yes"}' }, index): TraceEvent[] => {
    const id = index + 1;
    return [
      { t: atMs, kind: 'request', id, method: 'POST', url: 'https://api.example.com/', headers: [], body },
      { t: atMs, kind: 'response', id, status, statusText: '', headers: [] },
      { t: atMs, kind: 'chunk', id, text, last: true },
    ];
  });
  const line = told === undefined ? [] : [outcomeLine(told.atMs, told.outcome)];
  return readEvidence(traceOf([...events, ...line, { t: 1e6, kind: 'end', outcome: 'succeeded' }]), callers);
}

const returned = (status: number | null, text: string): CallOutcome => ({ caller: 0, kind: 'returned', status, text });
const threw: CallOutcome = { caller: 0, kind: 'threw', name: 'RetryError', message: 'no attempt is left' };
const twice = evidenceOf([
  { atMs: 0, status: 429 },
  { atMs: 700, status: 200 },
]);

test('counts requests', () => {
  expect(rules.sendsAtMost(2)(twice)).toBeUndefined();
  expect(rules.sendsAtMost(1)(twice)).toBe('It sent 2 requests; at most 1 make sense here.');
  expect(rules.sendsAtLeast(2)(twice)).toBeUndefined();
  expect(rules.sendsAtLeast(3)(twice)).toContain('It sent 2 requests and gave up');
  expect(rules.neverRetries(twice)).toContain('It sent 2 requests, though no wait cures');
  expect(rules.neverRetries(evidenceOf([{ atMs: 0, status: 402 }]))).toBeUndefined();
});

test('measures waits', () => {
  expect(rules.waitsAtLeast(700)(twice)).toBeUndefined();
  expect(rules.waitsAtLeast(701)(twice)).toBe('The server asked for 701 ms, and a retry came after 700 ms.');
  expect(rules.waitsAtMost(700)(twice)).toBeUndefined();
  expect(rules.waitsAtMost(699)(twice)).toContain('A retry came after 700 ms');
  expect(rules.keepsDistance(700)(twice)).toBeUndefined();
  expect(rules.keepsDistance(701)(twice)).toContain('It hammers: 2 requests');
});

test('tells a success from what only looks like one', () => {
  const one = [{ atMs: 0, status: 200 }];
  const tell = (outcome: CallOutcome) => rules.getsThrough(evidenceOf(one, { atMs: 0, outcome }));
  expect(tell(returned(200, '{"answer":"yes"}'))).toBeUndefined();
  expect(tell(returned(null, '{ "answer": "yes" }'))).toBeUndefined();
  expect(tell(returned(null, '{"error":"no"}'))).toContain('something else than a success: {"error":"no"}');
  expect(tell(returned(429, '{"answer":"yes"}'))).toBe('It came back with a 429 after 1 request.');
  expect(tell(threw)).toBe('It threw RetryError after 1 request: no attempt is left');
  expect(rules.getsThrough(evidenceOf(one))).toBe('The call never settled, so its caller waits for ever.');
  expect(rules.getsThrough(evidenceOf(one, { atMs: 0, outcome: returned(200, '{"answer":"yes"}') }, 2))).toBe(
    'The call never settled, so its caller waits for ever.',
  );
});

test('a failure must be told', () => {
  const tell = (outcome: CallOutcome) => rules.tellsOfFailure(evidenceOf([], { atMs: 0, outcome }));
  expect(tell(threw)).toBeUndefined();
  expect(tell(returned(429, 'no'))).toBeUndefined();
  expect(tell(returned(null, 'no'))).toBe('A failure came back as if it were a result: no');
  expect(tell(returned(200, ''))).toContain('(nothing)');
  expect(rules.tellsOfFailure(evidenceOf([]))).toContain('waits for ever');
});

test('who still waits when time is up has told nothing wrong', () => {
  const late = traceOf([{ t: 9, kind: 'end', outcome: 'over-budget', reason: 'virtual-time', message: 'Over.' }]);
  expect(rules.waitsOnOrTells(readEvidence(late, 1))).toBeUndefined();
  expect(rules.waitsOnOrTells(evidenceOf([]))).toContain('waits for ever');
  expect(rules.waitsOnOrTells(evidenceOf([], { atMs: 0, outcome: threw }))).toBeUndefined();
});

test('a part of an answer is none', () => {
  const one = [{ atMs: 0, status: 200 }];
  const tell = (outcome: CallOutcome) => rules.handsOnAllOrTells(evidenceOf(one, { atMs: 0, outcome }));
  expect(tell(returned(200, '{"answer":"yes"}'))).toBeUndefined();
  expect(tell(threw)).toBeUndefined();
  expect(tell(returned(200, '{"answer'))).toBe('A failure came back as if it were a result: {"answer');
  expect(rules.handsOnAllOrTells(evidenceOf(one))).toContain('waits for ever');
});

test('a call ends in time, and with its last answer', () => {
  const told = { atMs: 750, outcome: threw };
  const sent = [{ atMs: 700, status: 429 }];
  expect(rules.settlesBy(750)(evidenceOf(sent, told))).toBeUndefined();
  expect(rules.settlesBy(749)(evidenceOf(sent, told))).toContain('It took until 750 ms');
  expect(rules.endsWithLastAnswer(evidenceOf(sent, told))).toBeUndefined();
  expect(rules.endsWithLastAnswer(evidenceOf(sent, { ...told, atMs: 751 }))).toContain('for nothing');
});

test('a crowd comes back spread out', () => {
  const crowd = (second: number) =>
    evidenceOf([
      { atMs: 0, status: 429, body: 'a' },
      { atMs: 0, status: 429, body: 'b' },
      { atMs: 1_000, status: 200, body: 'a' },
      { atMs: second, status: 200, body: 'b' },
    ]);
  expect(rules.spreadsOut(200)(crowd(1_200))).toBeUndefined();
  expect(rules.spreadsOut(200)(crowd(1_199))).toBe('2 callers came back within 199 ms of each other.');
  expect(rules.spreadsOut(200)(twice)).toBe('Nobody tried again.');
});
