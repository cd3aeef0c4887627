import { expect, test } from 'vitest';
import type { CallOutcome } from '../../../src/exam/outcome.ts';
import { plan } from '../../../src/exam/harness/plan.ts';
import { findLoadProblem, findProblem } from '../../../src/exam/preflight.ts';
import type { EndEvent, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { outcomeLine, traceOf } from './trace-kit.ts';

const END: EndEvent = { t: 9, kind: 'end', outcome: 'succeeded' };
const OVER: EndEvent = { t: 9, kind: 'end', outcome: 'over-budget', reason: 'virtual-time', message: 'Cap it.' };
const threw = (name: string, message: string): CallOutcome => ({ caller: 0, kind: 'threw', name, message });
const returned = (text: string, status: number | null = null): CallOutcome => {
  return { caller: 0, kind: 'returned', status, text };
};

/** A request that is answered with `{"answer":"yes"}`. */
function asked(url = plan.url, text = '{"answer":"yes"}'): readonly TraceEvent[] {
  return [
    { t: 0, kind: 'request', id: 1, method: 'POST', url, headers: [], body: 'q' },
    { t: 1, kind: 'response', id: 1, status: 200, statusText: '', headers: [] },
    { t: 1, kind: 'chunk', id: 1, text, last: true },
  ];
}

function problemOf(outcome: CallOutcome | undefined, events: readonly TraceEvent[] = [], end = END) {
  const lines = outcome === undefined ? [] : [outcomeLine(2, outcome)];
  return findProblem({ call: plan }, traceOf([...events, ...lines, end]))?.message;
}

test.each([
  ['the Response', returned('{"answer":"yes"}', 200)],
  ['its text or JSON', returned('{"answer":"yes"}')],
  ['an object around it', returned('{"ok":true,"value":{"answer":"yes"}}')],
  ['a failure', returned('{"ok":false,"status":401}')],
  ['an error', threw('TypeError', 'no')],
  ['another Response', returned('', 500)],
])('a client that hands on %s is graded', (_, outcome) => {
  expect(problemOf(outcome, asked())).toBeUndefined();
});

test('an answer that nobody could tell is said once, but where there was none', () => {
  expect(problemOf(returned('yes'), asked())).toBe(
    "It returned yes, and the exam can't tell the answer in it: return the Response, its text, or its JSON, alone or in an object.",
  );
  expect(problemOf(returned(''), asked())).toMatch(/^It returned an empty text, and/);
  expect(problemOf(returned(''), asked(plan.url, ''))).toBeUndefined();
  expect(problemOf(returned('yes'), asked().slice(0, 1))).toBeUndefined();
});

test('another address is told, another query is none', () => {
  const outcome = returned('{"answer":"yes"}');
  expect(problemOf(outcome, asked('https://api.openai.com/v1/answer'))).toMatch(/^It asks https:\/\/api\.openai\.com/);
  expect(problemOf(outcome, asked('https://api.example.com/v2'))).toMatch(/^It asks/);
  expect(problemOf(outcome, asked(`${plan.url}?api-version=2025-04-01`))).toBeUndefined();
});

test.each([
  [
    threw('TypeError', 'fn is not a function'),
    END,
    /threw TypeError: fn is not a function\. .*retry\(\(\) => fetch\(url, init\)\)/,
  ],
  [threw('TypeError', 'Failed to parse URL from undefined.'), END, /: Failed to parse URL from undefined\. The exam/],
  [undefined, OVER, /^It sent no request, and never ended\. .*\(url, init\)/],
  [returned('a function'), END, /returned a function\. .*export default withRetry\(fetch\)/],
  [returned('7'), END, /^It sent no request and returned\./],
  [
    threw('ReferenceError', 'process is not defined'),
    END,
    /^There is no "process", .* Write a placeholder where it reads process\.env/,
  ],
  [
    threw('Error', 'HF_TOKEN is not defined'),
    END,
    /^It sent no request and threw Error: HF_TOKEN is not defined\. The exam/,
  ],
  [threw('ReferenceError', "Can't find variable: sleep"), END, /^There is no "sleep", .* among it\.$/],
] as const)('of a call that sent nothing and ended in %j it is said why', (outcome, end, said) => {
  expect(problemOf(outcome, [], end)).toMatch(said);
});

test('a run that a budget ended after a request is told by the budget', () => {
  expect(problemOf(undefined, asked(), OVER)).toBe('Cap it.');
});

test('a file that asks or breaks when it is loaded is told so, and no other', () => {
  const broken: TraceEvent = {
    t: 0,
    kind: 'error',
    origin: 'uncaught',
    error: { name: 'ReferenceError', message: 'process is not defined', file: 'client.ts', line: 3 },
  };
  const failed: EndEvent = { t: 9, kind: 'end', outcome: 'failed', reason: 'threw' };
  expect(findLoadProblem(traceOf([END]))).toBeUndefined();
  expect(findLoadProblem(traceOf([...asked(), END]))?.message).toMatch(/^The file calls itself .*\(it asked https:/);
  const problem = findLoadProblem(traceOf([broken, failed]));
  expect([problem?.line, problem?.message]).toEqual([3, problemOf(threw('ReferenceError', 'process is not defined'))]);
  expect(findLoadProblem(traceOf([OVER]))).toEqual({ message: 'Cap it.' });
});
