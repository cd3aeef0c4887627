import { expect, test } from 'vitest';
import { readEvidence } from '../../../src/exam/evidence.ts';
import type { CallOutcome } from '../../../src/exam/outcome.ts';
import { triesAgain } from '../../../src/exam/crowd-rules.ts';
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
const holding = (heldStatus: number, text: string): CallOutcome => {
  return { caller: 0, kind: 'returned', status: null, heldStatus, text };
};
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
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
});

test('who makes a second of less is told that rounding is the fault', () => {
  const after = (ms: number) =>
    rules.roundsNoneUp(300)(
      evidenceOf([
        { atMs: 0, status: 429 },
        { atMs: ms, status: 200 },
      ]),
    );
  expect(after(999)).toBeUndefined();
  expect(after(1_000)).toBe(
    'The server asked for 300 ms, and a retry came after 1.0 s: it must stay below a second, so neither round up to a whole one nor spread it further.',
  );
});

test('two lengths that differ are said so that they do', () => {
  const after = (ms: number) =>
    evidenceOf([
      { atMs: 0, status: 429 },
      { atMs: ms, status: 200 },
    ]);
  expect(rules.waitsAtLeast(7_000)(after(6_999))).toBe(
    'The server asked for 7,000 ms, and a retry came after 6,999 ms.',
  );
  expect(rules.waitsAtMost(9_999)(after(10_000))).toBe('A retry came after 10,000 ms; 9,999 ms is ample.');
  expect(rules.waitsAtMost(120_000)(after(120_200))).toBe('A retry came after 120,200 ms; 120,000 ms is ample.');
  expect(rules.waitsAtMost(60_000)(after(240_020))).toBe('A retry came after 4 min; 1 min is ample.');
  const told = { atMs: 1_001, outcome: threw };
  expect(rules.settlesBy(1_000)(evidenceOf([], told))).toBe('It took until 1,001 ms; 1,000 ms is the limit.');
});

test('a distance is kept on average over all runs, so that one short draw is no fault', () => {
  const after = (...gapsMs: readonly number[]) =>
    evidenceOf([0, ...gapsMs].map((_, index, all) => ({ atMs: sum(all.slice(0, index + 1)), status: 503 })));
  expect(rules.keepsDistance([after(2, 9), after(50, 59)])).toBeUndefined();
  expect(rules.keepsDistance([after(2, 9), after(50, 58)])).toBe(
    'It hammers: its retries came 29.8 ms after a refusal on average; 30 ms is the least.',
  );
  expect(rules.keepsDistance([after(), after()])).toBeUndefined();
});

test('tells a success from what only looks like one', () => {
  const one = [{ atMs: 0, status: 200 }];
  const tell = (outcome: CallOutcome) => rules.getsThrough(evidenceOf(one, { atMs: 0, outcome }));
  expect(tell(returned(200, '{"answer":"yes"}'))).toBeUndefined();
  expect(tell(returned(null, '{ "answer": "yes" }'))).toBeUndefined();
  expect(tell(returned(null, '{"answer":"yes"}'))).toBeUndefined();
  expect(tell(returned(null, '{"status":200,"data":{"answer":"yes"},"headers":{}}'))).toBeUndefined();
  expect(tell(returned(null, '[null,{"body":"{ \\"answer\\": \\"yes\\" }"}]'))).toBeUndefined();
  expect(tell(returned(null, '{"ok":true,"value":"yes"}'))).toContain('something else than a success');
  expect(tell(returned(null, '{"ok":false,"value":{"answer":"yes"}}'))).toContain(
    'It came back with a failure after 1',
  );
  // A Response is the answer, or it isn't.
  expect(tell(returned(200, '{"data":{"answer":"yes"}}'))).toContain('something else than a success');
  expect(tell(returned(null, '{"data":{"answer":"yes"},"error":null}'))).toBeUndefined();
  expect(tell(returned(null, '{"ok":true,"data":{"answer":"yes"},"error":"before"}'))).toBeUndefined();
  expect(tell(returned(null, '{"data":null,"error":"no"}'))).toContain('It came back with a failure after 1 request');
  expect(
    tell(holding(200, '{"response":{"status":200,"body":"{ \\"answer\\": \\"yes\\" }"},"attempts":1}')),
  ).toBeUndefined();
  expect(tell(holding(200, '{"response":{"status":200},"data":{"answer":"yes"}}'))).toBeUndefined();
  expect(tell(holding(200, '{"response":{"status":200}}'))).toContain('something else than a success');
  expect(tell(holding(429, '{"response":{"status":429,"body":"{\\"answer\\":\\"yes\\"}"}}'))).toContain(
    'with a failure',
  );
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
  expect(tell(returned(null, '{"ok":false,"status":401}'))).toBeUndefined();
  expect(tell(returned(null, '{"status":429,"data":"no"}'))).toBeUndefined();
  expect(tell(returned(null, '{"ok":true,"value":"no"}'))).toContain('as if it were a result: {"ok":true');
  // An error leaves nothing else in JSON, and its caller has it all the same.
  expect(tell(returned(null, '{"data":null,"error":{}}'))).toBeUndefined();
  expect(tell(returned(null, '{"error":"no"}'))).toBeUndefined();
  expect(tell(returned(null, '{"data":{"error":"no"},"error":null}'))).toContain('as if it were a result');
  expect(tell(returned(null, '{"data":{"error":"no"}}'))).toContain('as if it were a result');
  expect(tell(returned(null, '{"ok":true,"error":{}}'))).toContain('as if it were a result');
  expect(tell(returned(null, '["no","error"]'))).toContain('as if it were a result');
  expect(tell(holding(429, '{"res":{"status":429,"body":"no"},"attempts":5}'))).toBeUndefined();
  expect(tell(holding(200, '{"res":{"status":200,"body":"no"},"attempts":5}'))).toContain('as if it were a result');
  expect(tell(holding(200, '{"res":{"status":200},"error":"no"}'))).toBeUndefined();
  expect(tell(returned(null, 'no'))).toBe('A failure came back as if it were a result: no');
  expect(tell(returned(200, ''))).toContain('(nothing)');
  expect(rules.tellsOfFailure(evidenceOf([]))).toContain('waits for ever');
});

test('every caller must be told of its failure', () => {
  const tell = (outcome: CallOutcome) =>
    rules.tellsOfFailure(readEvidence(traceOf([outcomeLine(0, threw), outcomeLine(0, { ...outcome, caller: 1 })]), 2));
  expect(tell(threw)).toBeUndefined();
  expect(tell(returned(200, 'no'))).toBe('A failure came back as if it were a result: no');
  expect(rules.tellsOfFailure(evidenceOf([], { atMs: 0, outcome: threw }, 2))).toContain('waits for ever');
});

test('a refusal that calls itself one is no word of the client’s', () => {
  const text = '{"status": 429, "error": "no"}';
  const tell = (handedOn: string) =>
    rules.tellsOfFailure(evidenceOf([{ atMs: 0, status: 429, text }], { atMs: 0, outcome: returned(null, handedOn) }));
  expect(tell('{"status":429,"error":"no"}')).toContain('as if it were a result');
  expect(tell('{"data":{"status":429,"error":"no"},"error":null}')).toContain('as if it were a result');
  expect(tell('{"data":null,"error":"no"}')).toBeUndefined();
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
  expect(tell(returned(null, '{"status":200,"data":"{\\"answer"}'))).toContain('as if it were a result');
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
  expect(rules.saysAtOnceThatItCannot(evidenceOf(sent, told))).toBeUndefined();
  expect(rules.saysAtOnceThatItCannot(evidenceOf(sent, { ...told, atMs: 1_700 }))).toBe(
    "Its body was a stream that can't be sent again, and it waited 1.0 s before it said so.",
  );
});

test('who has given up before is not there to be stopped', () => {
  const told = { atMs: 750, outcome: threw };
  const sent = [{ atMs: 700, status: 429 }];
  expect(rules.isOpenAt(750)(evidenceOf(sent, told))).toBeUndefined();
  expect(rules.isOpenAt(750)(evidenceOf(sent))).toBeUndefined();
  expect(rules.isOpenAt(2_000)(evidenceOf(sent, told))).toBe(
    'It gave up after 750 ms and 1 request, so it was not there at 2.0 s to be stopped.',
  );
});

test('who tries again sends more requests than there are calls, or holds some back', () => {
  const sending = (count: number) =>
    evidenceOf(Array.from({ length: count }, (_, index) => ({ atMs: index, status: 429 })));
  expect(triesAgain(3)(sending(4))).toBeUndefined();
  expect(triesAgain(3)(sending(2))).toBeUndefined();
  expect(triesAgain(3)(sending(3))).toContain('one request for each of the 3 calls');
});
