import { expect, test } from 'vitest';
import { caseOf } from '../../../src/exam/cases.ts';
import { gradeRuns } from '../../../src/exam/grade.ts';
import type { EndReason, HeaderList, Trace, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { outcomeLine, traceOf } from './trace-kit.ts';

const TOKEN: HeaderList = [['authorization', 'Bearer \u2022\u2022\u2022']];
const refused: readonly TraceEvent[] = [
  { t: 0, kind: 'request', id: 1, method: 'POST', url: 'https://api.example.com/', headers: TOKEN, body: 'q' },
  { t: 9, kind: 'response', id: 1, status: 429, statusText: '', headers: [] },
  { t: 9, kind: 'chunk', id: 1, text: '', last: true },
];
const told = outcomeLine(9, { caller: 0, kind: 'threw', name: 'RetryError', message: 'no' });
const over = (reason: EndReason): TraceEvent => ({
  t: 99,
  kind: 'end',
  outcome: 'over-budget',
  reason,
  message: 'Over.',
});

test('to wait on past the end of a run is a fault, but where the case says that it is none', () => {
  const kindIn = (id: string, ...events: readonly TraceEvent[]): string =>
    gradeRuns(caseOf(id), [traceOf([...refused, ...events])]).grade.kind;
  expect(kindIn('retry-after-overflow', over('virtual-time'))).toBe('pass');
  expect(kindIn('retry-after-overflow', over('computing'))).toBe('fail');
  expect(kindIn('retry-after-day', told, over('virtual-time'))).toBe('fail');
});

test('a run that was cut short is said to be so, and not that its call never settles', () => {
  const run = traceOf([...refused, over('computing')]);
  const findings = ['The run was cut short: Over.'];
  expect(gradeRuns(caseOf('quota-spent'), [run]).grade).toEqual({ kind: 'fail', findings });
});

test('chance is judged over all runs: one without a distance is none, all without one are', () => {
  const run = (...gapsMs: readonly number[]): Trace => {
    const sent = [0, ...gapsMs].flatMap((gapMs, index, gaps): TraceEvent[] => {
      const t = gaps.slice(0, index).reduce((sum, each) => sum + each, gapMs);
      const status = index === gapsMs.length ? 200 : 500;
      return [
        { t, kind: 'request', id: index, method: 'POST', url: 'https://api.example.com/', headers: TOKEN, body: 'q' },
        { t, kind: 'response', id: index, status, statusText: '', headers: [] },
        { t, kind: 'chunk', id: index, text: 'yes', last: true },
      ];
    });
    const got = outcomeLine(9_999, { caller: 0, kind: 'returned', status: 200, text: 'yes' });
    return traceOf([...sent, got, { t: 9_999, kind: 'end', outcome: 'succeeded' }]);
  };
  const [short, long] = [run(1, 2), run(300, 900)];
  expect(gradeRuns(caseOf('status-500'), [short, long]).grade).toEqual({ kind: 'pass' });
  expect(gradeRuns(caseOf('status-500'), [short, short]).grade).toEqual({
    kind: 'fail',
    findings: ['It hammers: its retries came 1.5 ms after a refusal on average; 30 ms is the least.'],
  });
});

test('every seed has its say, and what all of them say is said once', () => {
  const end: TraceEvent = { t: 99, kind: 'end', outcome: 'succeeded' };
  const [good, bad] = [traceOf([...refused, told, end]), traceOf([...refused, end])];
  const one = caseOf('retry-after-day');
  expect(gradeRuns(one, [good, good]).grade).toEqual({ kind: 'pass' });
  expect(gradeRuns(one, [good, bad, bad]).grade).toEqual({
    kind: 'fail',
    findings: ['The call never settled, so its caller waits for ever.'],
  });
});

test('what differs between the seeds only in what chance drew is said once, of the first that shows it', () => {
  const run = (key: string): Trace => {
    const sent = [0, 1].flatMap((t): TraceEvent[] => {
      const headers: HeaderList = [...TOKEN, ['idempotency-key', `${key}-${t}`]];
      const status = t === 0 ? 500 : 200;
      return [
        { t, kind: 'request', id: t, method: 'POST', url: 'https://api.example.com/', headers, body: 'q' },
        { t, kind: 'response', id: t, status, statusText: '', headers: [] },
        { t, kind: 'chunk', id: t, text: 'yes', last: true },
      ];
    });
    const thrown = outcomeLine(9, { caller: 0, kind: 'threw', name: 'E', message: key });
    return traceOf([...sent, thrown, { t: 9, kind: 'end', outcome: 'failed', reason: 'threw', message: 'no' }]);
  };
  expect(gradeRuns(caseOf('html-body'), [run('a'), run('b'), run('c')]).grade).toEqual({
    kind: 'fail',
    findings: [
      'It threw E after 2 requests: a',
      'Attempt 2 was not the same request: its header idempotency-key was a-1.',
    ],
  });
});
