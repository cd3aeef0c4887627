import { expect, test } from 'vitest';
import { schedule, withoutBody, wholeAnswer, workMs } from '../../../src/sandbox/endpoint/answer-plan.ts';

const plan = wholeAnswer({ status: 200, statusText: 'OK', headers: [['a', 'b']], body: 'é!', afterMs: 30 });
const bytes = new TextEncoder().encode('é!');

test('puts a plan on the clock', () => {
  expect(workMs(plan)).toBe(30);
  expect(schedule(7, plan, 1_000)).toEqual({
    id: 7,
    status: 200,
    statusText: 'OK',
    headers: [['a', 'b']],
    beginsAtMs: 1_000,
    headersAtMs: 1_030,
    chunks: [{ atMs: 1_030, bytes }],
    end: { kind: 'close', atMs: 1_030 },
  });
});

test('makes of work that never begins an answer that never comes', () => {
  expect(schedule(7, plan, Infinity)).toMatchObject({ headersAtMs: null, chunks: [], end: { kind: 'never' } });
});

test('keeps an answer that never comes so, also without a body', () => {
  const never = { ...plan, headersAfterMs: null, chunks: [], end: { kind: 'never' } } as const;
  expect(workMs(never)).toBe(Infinity);
  expect(withoutBody(never)).toEqual(never);
  expect(withoutBody(plan)).toMatchObject({ headersAfterMs: 30, chunks: [], end: { kind: 'close', afterMs: 30 } });
});
