// SPDX-License-Identifier: MIT-0
// wait-until-ready 1.1.0 sha256:4df4805a2b466657 https://try-again-later.example/fixes/wait-until-ready/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  NotReadyError,
  waitUntilReady,
  type Progress,
  type WaitOptions,
} from './wait-until-ready.js';

const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud/health';
const COLD = '{"error":"503 Service Unavailable","code":"SERVICE_UNAVAILABLE"}';
const PAUSED =
  '{"error":"Bad Request: The endpoint is paused, ask a maintainer to restart it","code":"BAD_REQUEST"}';

type Answer = () => Response | Error | 'silence';
const cold: Answer = () => new Response(COLD, { status: 503 });
const ready: Answer = () => new Response('');
const silence: Answer = () => 'silence';

interface Sent {
  readonly atMs: number;
  readonly method: string;
  readonly hold: string | null;
  readonly authorization: string | null;
}
let sent: Sent[] = [];

/** Answers each request with the next answer, and every further one with the last. */
function serve(...answers: Answer[]): void {
  vi.stubGlobal('fetch', async (request: Request, { signal }: RequestInit = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]?.() ?? 'silence';
    const { method, headers } = request;
    const hold = headers.get('x-scale-up-timeout');
    const authorization = headers.get('authorization');
    sent.push({ atMs: performance.now(), method, hold, authorization });
    signal?.throwIfAborted();
    if (answer instanceof Error) throw answer;
    if (answer !== 'silence') return answer;
    return new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(toError(signal.reason)));
    });
  });
}

function toError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}

/** Runs to the end on fake time; a rejection comes back as the value. */
async function wait(options: WaitOptions = {}): Promise<unknown> {
  const given = { random: () => 0.5, ...options };
  const result = waitUntilReady(
    ENDPOINT,
    { headers: { Authorization: 'Bearer t' } },
    given,
  ).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return result;
}

beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('asks once when the endpoint is there, with the caller’s headers and one to hold it', async () => {
  serve(ready);
  expect(await wait()).toBe(0);
  expect(sent).toEqual([
    { atMs: 0, method: 'GET', hold: '240', authorization: 'Bearer t' },
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test('asks again every few seconds while it starts, and says how long it took', async () => {
  serve(cold, cold, cold, ready);
  expect(await wait()).toBe(15_000);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 5000, 10_000, 15_000]);
});

test.each([408, 425, 429, 500, 502, 504])('goes on after a %i', async (status) => {
  serve(() => new Response('', { status }), ready);
  expect(await wait()).toBe(5000);
});

test('goes on after a network failure', async () => {
  serve(() => new TypeError('connection reset'), ready);
  expect(await wait()).toBe(5000);
});

test.each<[string, number, string, number]>([
  ['later than a 503 asks, by half a poll', 503, '20', 22_500],
  ['later than a 429 asks, by half a poll', 429, '20', 22_500],
  ['later than a 503 asks, by half a tenth', 503, '100', 105_000],
  ['by its own pace after a shorter hint', 503, '1', 5000],
  ['by its own pace after a hint that is none', 503, 'soon', 5000],
  ['by its own pace after a 502', 502, '20', 5000],
  ['later than a date', 503, 'Thu, 01 Jan 2026 00:01:00 GMT', 63_000],
  [
    'later than a date as RFC 850 had it',
    503,
    'Thursday, 01-Jan-26 00:01:00 GMT',
    63_000,
  ],
  ['later than a date as C prints it', 503, 'Thu Jan  1 00:01:00 2026', 63_000],
  ['later than a date by RFC 3339', 503, '2026-01-01T01:01:00+01:00', 63_000],
  ['by its own pace after a date without a zone', 503, '2026-01-01T00:01:00', 5000],
  ['later than a date where it is another day', 503, '2025-12-31T19:01:00-05:00', 63_000],
  [
    'by its own pace after a zone that is not GMT',
    503,
    'Thu, 01 Jan 2026 00:01:00 +0000',
    5000,
  ],
  ['by its own pace after a day too many', 503, 'Thu, 31 Nov 2026 00:01:00 GMT', 5000],
  ['by its own pace after a second too many', 503, 'Thu, 01 Jan 2026 00:01:60 GMT', 5000],
  ['by its own pace after a date without a time', 503, 'Fri, 02 Jan 2026 GMT', 5000],
  [
    'by its own pace after a date in the past',
    503,
    'Thu, 01 Jan 1970 00:00:00 GMT',
    5000,
  ],
])('asks again %s', async (_name, status, hint, waitedMs) => {
  vi.setSystemTime('2026-01-01T00:00:00Z');
  serve(() => new Response('', { status, headers: { 'Retry-After': hint } }), ready);
  expect(await wait()).toBe(waitedMs);
});

test.each<[Record<string, string>, number]>([
  [{ 'Retry-After': '60, 20' }, 63_000],
  [{ 'retry-after-ms': '60500', 'Retry-After': '1' }, 63_525],
  [{ 'x-ms-retry-after-ms': '60500' }, 63_525],
  [{ 'retry-after-ms': '0', 'Retry-After': '60' }, 63_000],
  [{ 'Retry-After': '60, soon' }, 5000],
])('takes its wait from %o', async (headers, waitedMs) => {
  serve(() => new Response('', { status: 503, headers }), ready);
  expect(await wait()).toBe(waitedMs);
});

test('goes by the server’s clock, when ours is an hour ahead', async () => {
  vi.setSystemTime('2026-01-01T01:00:00Z');
  const headers = {
    'Retry-After': 'Thu, 01 Jan 2026 00:01:00 GMT',
    Date: 'Thu, 01 Jan 2026 00:00:00 GMT',
  };
  serve(() => new Response('', { status: 503, headers }), ready);
  expect(await wait()).toBe(63_000);
});

test('never asks sooner than the server said, whatever the chance', async () => {
  for (const drawn of [0, -1, NaN, 7]) {
    sent = [];
    serve(
      () => new Response('', { status: 503, headers: { 'Retry-After': '20' } }),
      ready,
    );
    expect(await wait({ random: () => drawn })).toBe(drawn === 0 ? 20_000 : 25_000);
  }
});

test.each([-1, 1, 7, NaN])('takes no chance for more than one: %d', async (drawn) => {
  serve(cold, ready);
  expect(await wait({ random: () => drawn })).toBe(7500);
});

test('gives up at once when the server asks for more than is left', async () => {
  serve(() => new Response('', { status: 503, headers: { 'Retry-After': '86400' } }));
  expect(await wait()).toMatchObject({ reason: 'deadline', waitedMs: 0 });
});

test('reads the start of a refusal, however long it is', async () => {
  let sentChunks = 0;
  const endless = new ReadableStream({
    pull(controller) {
      if (++sentChunks > 100) controller.error(new Error('It read on and on.'));
      else controller.enqueue(new TextEncoder().encode('The endpoint is paused. '));
    },
  });
  serve(() => new Response(endless, { status: 400 }));
  const error = await wait();
  expect(error).toMatchObject({ reason: 'paused' });
  expect(String(error)).toContain('The endpoint is paused. The endpoint');
  expect(sentChunks).toBeLessThan(20);
});

test('spreads clients out that began together', async () => {
  serve(cold, ready);
  expect(await wait({ random: () => 0 })).toBe(2500);
  sent = [];
  expect(await wait({ random: () => 0.75 })).toBe(6250);
});

test('sends no header of its own when the server shall not hold it', async () => {
  serve(ready);
  await wait({ holdMs: 0 });
  expect(sent).toMatchObject([{ hold: null }]);
});

test('never asks to be held past the deadline', async () => {
  serve(cold, ready);
  await wait({ deadlineMs: 60_500 });
  expect(sent.map(({ hold }) => hold)).toEqual(['60', '55']);
});

test('sends nothing after the deadline, though a timer is late', async () => {
  serve(cold, ready);
  let lateMs = 0;
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs);
  // As if the computer had slept for a while.
  const onProgress = () => {
    setTimeout(() => (lateMs = 60_000), 1000);
  };
  const error = await wait({ deadlineMs: 60_000, onProgress });
  clock.mockRestore();
  expect(error).toMatchObject({ reason: 'deadline', status: 503, waitedMs: 65_000 });
  expect(sent).toHaveLength(1);
});

test('waits as long as it is told, though no timer holds that', async () => {
  const pollMs = 2 ** 31 + 5000;
  serve(cold, ready);
  expect(await wait({ deadlineMs: Infinity, pollMs })).toBe(pollMs);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, pollMs]);
});

test('gives up at the deadline, and says so', async () => {
  serve(cold);
  const error = await wait({ deadlineMs: 12_000 });
  expect(error).toBeInstanceOf(NotReadyError);
  expect(error).toMatchObject({
    name: 'NotReadyError',
    reason: 'deadline',
    status: 503,
    waitedMs: 10_000,
  });
  expect(String(error)).toContain(
    'Not ready after 10 s (status 503): it did not start in time.',
  );
});

test('takes a request that stays silent longer than it may be held for lost', async () => {
  serve(silence, ready);
  expect(await wait({ holdMs: 60_000 })).toBe(95_000);
});

test('ends at the deadline even if the server stays silent', async () => {
  serve(silence);
  expect(await wait({ deadlineMs: 20_000 })).toMatchObject({
    reason: 'deadline',
    status: undefined,
    waitedMs: 20_000,
    cause: { name: 'TimeoutError' },
  });
});

test.each<[string, number, string, string]>([
  ['a pause', 400, PAUSED, 'paused'],
  ['a request that is wrong', 400, 'no such parameter', 'refused'],
  ['a missing token', 401, '', 'unauthorized'],
  ['a token without the right', 403, '', 'unauthorized'],
  ['a wrong address', 404, 'Not Found', 'refused'],
])('says at once what no wait cures: %s', async (_name, status, body, reason) => {
  serve(() => new Response(body, { status }), ready);
  const error = await wait();
  expect(error).toMatchObject({ name: 'NotReadyError', reason, status, waitedMs: 0 });
  expect(String(error)).toContain(body);
  expect(sent).toHaveLength(1);
});

test('a body that breaks off changes nothing about the status', async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  serve(() => new Response(broken, { status: 401 }), ready);
  expect(await wait()).toMatchObject({ reason: 'unauthorized' });
});

test('a refusal whose body stalls is waited for no longer than a second', async () => {
  const cancelled = vi.fn();
  const start = new TextEncoder().encode('The endpoint is paused');
  const stalled = new ReadableStream({
    start: (controller) => controller.enqueue(start),
    cancel: cancelled,
  });
  serve(() => new Response(stalled, { status: 400 }));
  expect(await wait()).toMatchObject({ reason: 'paused', waitedMs: 1000 });
  expect(cancelled).toHaveBeenCalled();
});

test('leaves no timer behind when a refusal is read', async () => {
  serve(() => new Response('Not Found', { status: 404 }));
  await expect(waitUntilReady(ENDPOINT)).rejects.toThrow('Not Found');
  expect(vi.getTimerCount()).toBe(0);
});

test('cancels the body of the answer that it waited for', async () => {
  const cancelled = vi.fn();
  serve(() => new Response(new ReadableStream({ cancel: cancelled })));
  await wait();
  expect(cancelled).toHaveBeenCalledTimes(1);
});

test('tells of its progress', async () => {
  serve(cold, () => new TypeError('reset'), ready);
  const told: Progress[] = [];
  await wait({ onProgress: (progress) => told.push(progress), deadlineMs: 60_000 });
  expect(told).toEqual([
    { requests: 1, waitedMs: 0, leftMs: 60_000, status: 503, delayMs: 5000 },
    { requests: 2, waitedMs: 5000, leftMs: 55_000, status: undefined, delayMs: 5000 },
  ]);
});

test.each<[string, Answer]>([
  ['a wait', cold],
  ['a request', silence],
])('rejects at once with the reason of an abort during %s', async (_name, answer) => {
  serve(answer);
  const controller = new AbortController();
  const { signal } = controller;
  const result = waitUntilReady(ENDPOINT, { signal }).catch((error: unknown) => error);
  setTimeout(() => controller.abort('changed my mind'), 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await result).toBe('changed my mind');
  expect(vi.getTimerCount()).toBe(0);
  expect(sent).toHaveLength(1);
});

test('sends nothing for a caller that has aborted already', async () => {
  serve(ready);
  await expect(
    waitUntilReady(ENDPOINT, { signal: AbortSignal.abort() }),
  ).rejects.toThrow();
  expect(sent).toHaveLength(0);
});

test.each([{ deadlineMs: 0 }, { holdMs: -1 }, { pollMs: NaN }])(
  'refuses %o',
  async (options) => {
    serve(ready);
    expect(await wait(options)).toBeInstanceOf(RangeError);
  },
);
