// SPDX-License-Identifier: MIT-0
// rate-limiter 1.1.0 sha256:c31edbd255eb3907 https://try-again-later.example/fixes/rate-limiter/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimiter, QueueFullError, type RateLimiter } from './rate-limiter.js';

const START = Date.parse('2026-11-24T02:00:00Z');
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const random = (): number => 0;

/** When each of `count` tasks starts that are asked for now, in ms from the start of the test. */
async function startTimes(limiter: RateLimiter, count: number): Promise<number[]> {
  const startedAtMs: number[] = [];
  for (let task = 0; task < count; task++) {
    void limiter.run(() => Promise.resolve(startedAtMs.push(Date.now() - START)));
  }
  await vi.runAllTimersAsync();
  return startedAtMs;
}

/** How long the first task waits after the limiter was told `headers`. */
async function waitAfter(headers: Record<string, string>): Promise<number | undefined> {
  const limiter = createRateLimiter({ random });
  limiter.learn(new Headers(headers));
  const [waitMs] = await startTimes(limiter, 1);
  return waitMs;
}

test('starts no more than the limit in any window, in the order in which they came', async () => {
  const limiter = createRateLimiter({ limit: 2, windowMs: 1000, share: 1 });
  const order: string[] = [];
  const run = (name: string) =>
    limiter.run(() => Promise.resolve(order.push(`${name} ${Date.now() - START}`)));
  void run('a');
  await vi.advanceTimersByTimeAsync(900);
  for (const name of ['b', 'c', 'd', 'e']) void run(name);
  expect(limiter.queued).toBe(3);
  await vi.runAllTimersAsync();
  expect(order).toEqual(['a 0', 'b 900', 'c 1000', 'd 1900', 'e 2000']);
  expect(limiter.queued).toBe(0);
});

test('leaves a tenth of the limit alone, unless it is told its share', async () => {
  const starts = async (share?: number) => {
    const options = { limit: 20, windowMs: 1000, ...(share && { share }) };
    const times = await startTimes(createRateLimiter(options), 20);
    return times.filter((ms) => ms === times[0]).length;
  };
  expect([await starts(), await starts(0.25), await starts(1)]).toEqual([18, 5, 20]);
});

test('a share of less than one in a window is one in several', async () => {
  const limiter = createRateLimiter({ limit: 2, windowMs: 1000, share: 0.125 });
  expect(await startTimes(limiter, 3)).toEqual([0, 4000, 8000]);
});

test('settles as the task does, and a task that fails stops nobody', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  const error = new Error('no');
  const failed = limiter.run(() => Promise.reject(error)).catch((e: unknown) => e);
  const next = limiter.run(() => Promise.resolve('yes'));
  await vi.runAllTimersAsync();
  expect([await failed, await next]).toEqual([error, 'yes']);
});

test('a task that failed is not in flight', async () => {
  const limiter = createRateLimiter({ random, share: 1 });
  await expect(limiter.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  limiter.learn(new Headers({ ratelimit: '"api";r=1;t=10' }));
  expect(await startTimes(limiter, 2)).toEqual([0, 10_000]);
});

test('a full queue refuses at once, and says how long the next waits', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1, maxQueued: 1 });
  const task = vi.fn(() => Promise.resolve());
  void limiter.run(task);
  void limiter.run(task);
  const refused = await limiter.run(task).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(QueueFullError);
  expect(refused).toMatchObject({ name: 'QueueFullError', queued: 1, waitMs: 1000 });
  expect(String(refused)).toContain('1 tasks wait, the next for 1000 ms');
  await vi.runAllTimersAsync();
  expect(task).toHaveBeenCalledTimes(2);
});

test('an abort takes a waiting task out, and the next has its place', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  const controller = new AbortController();
  const task = vi.fn(() => Promise.resolve());
  void limiter.run(() => Promise.resolve());
  const aborted = limiter.run(task, controller.signal).catch((error: unknown) => error);
  const last = limiter.run(() => Promise.resolve(Date.now() - START));
  const reason = { code: 7 };
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  expect(limiter.queued).toBe(1);
  await vi.runAllTimersAsync();
  expect(await last).toBe(1000);
  expect(task).not.toHaveBeenCalled();
});

test('nothing begins for a caller that has aborted already, and no timer is left', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  const task = vi.fn(() => Promise.resolve());
  await expect(limiter.run(task, AbortSignal.abort())).rejects.toThrow();
  expect(task).not.toHaveBeenCalled();
  const controller = new AbortController();
  await limiter.run(task);
  const waiting = limiter.run(task, controller.signal).catch(() => undefined);
  controller.abort();
  await waiting;
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['the Hub’s form', '"fixed window";"api";q=2;w=1', [0, 0, 1000, 1000, 2000]],
  ['the draft’s form', '"default";q=2;w=1', [0, 0, 1000, 1000, 2000]],
  ['draft 06', '2;w=1', [0, 0, 1000, 1000, 2000]],
  ['two windows', '"burst";q=2;w=1, "day, or so";q=3;w=60', [0, 0, 1000, 60_000, 60_000]],
  ['a quota of bytes', '"bytes";q=2;w=1;qu="content-bytes"', [0, 0, 0, 0, 0]],
  ['a quota of requests', '"default";q=2;w=1;qu="requests"', [0, 0, 1000, 1000, 2000]],
  ['nonsense', 'q', [0, 0, 0, 0, 0]],
  ['a quota without end', `"api";q=${'9'.repeat(400)};w=1`, [0, 0, 0, 0, 0]],
  ['a window without end', `"api";q=2;w=${'9'.repeat(400)}`, [0, 0, 0, 0, 0]],
])('learns its windows from RateLimit-Policy: %s', async (_name, policy, times) => {
  const limiter = createRateLimiter({ share: 1 });
  limiter.learn(new Headers({ 'ratelimit-policy': policy }));
  expect(await startTimes(limiter, 5)).toEqual(times);
});

test('counts what started before it learned a window', async () => {
  const limiter = createRateLimiter({ share: 1 });
  await startTimes(limiter, 1);
  await vi.advanceTimersByTimeAsync(1000);
  await startTimes(limiter, 1);
  limiter.learn(new Headers({ 'ratelimit-policy': '"default";q=3;w=60' }));
  expect(await startTimes(limiter, 2)).toEqual([1000, 60_000]);
});

test('a limit that was given holds beside the one that was learned', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  limiter.learn(new Headers({ 'ratelimit-policy': '"default";q=5;w=1' }));
  expect(await startTimes(limiter, 3)).toEqual([0, 1000, 2000]);
});

test.each<[string, Record<string, string>, number]>([
  ['RateLimit with nothing left', { ratelimit: '"api";r=0;t=55' }, 55_000],
  ['the longest of several', { ratelimit: '"a";r=0;t=5, "b,c";r=0;t=9' }, 9000],
  ['the longest, if it comes first', { ratelimit: '"a";r=0;t=9, "b,c";r=0;t=5' }, 9000],
  ['nothing left and no reset', { ratelimit: '"api";r=0' }, 0],
  ['a name that looks like a count', { ratelimit: '"x,r=0;t=7,y";r=9;t=5' }, 0],
  ['draft 07', { ratelimit: 'limit=100, remaining=0, reset=5' }, 5000],
  ['drafts up to 06', { 'ratelimit-remaining': '0', 'ratelimit-reset': '7' }, 7000],
  ['seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '12' }, 12_000],
  [
    'epoch seconds',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${START / 1000 + 40}` },
    40_000,
  ],
  [
    'epoch ms',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${START + 41_000}` },
    41_000,
  ],
  [
    'a date',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-24T02:00:09Z' },
    9000,
  ],
  ['something left', { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '12' }, 0],
  ['Retry-After', { 'retry-after': '3' }, 3000],
  ['a part of a second', { 'retry-after': '1.5' }, 1500],
  ['two of them, as proxies join them', { 'retry-after': '5, 9' }, 9000],
  ['two of which one is none', { 'retry-after': '5, soon' }, 0],
  ['milliseconds', { 'retry-after-ms': '300', 'retry-after': '1' }, 300],
  ['milliseconds from Azure', { 'x-ms-retry-after-ms': '300', 'retry-after': '1' }, 300],
  ['milliseconds of 0', { 'retry-after-ms': '0', 'retry-after': '1' }, 1000],
  ['RateLimit after 0', { 'retry-after': '0', ratelimit: '"api";r=0;t=55' }, 55_000],
  ['Retry-After as a date', { 'retry-after': 'Tue, 24 Nov 2026 02:00:30 GMT' }, 30_000],
  ['an old form of date', { 'retry-after': 'Tue Nov 24 02:00:30 2026' }, 30_000],
  [
    'a date by the server’s clock',
    { 'retry-after': '2026-11-24T04:00:08Z', date: 'Tue, 24 Nov 2026 04:00:00 GMT' },
    8000,
  ],
  [
    'Retry-After before RateLimit',
    { 'retry-after': '3', ratelimit: '"api";r=0;t=55' },
    3000,
  ],
  ['a date by RFC 3339', { 'retry-after': '2026-11-24T04:00:09.25+02:00' }, 9250],
  ['an ISO date without a zone', { 'retry-after': '2026-11-24T02:00:30' }, 0],
  ['a zone of another form', { 'retry-after': '2026-11-24T02:00:30+0000' }, 0],
  ['a zone that is not GMT', { 'retry-after': 'Tue, 24 Nov 2026 02:00:30 +0000' }, 0],
  [
    'a zone where it is another day',
    { 'retry-after': '2026-11-23T21:00:09-05:00' },
    9000,
  ],
  [
    'a date as RFC 850 had it',
    { 'retry-after': 'Tuesday, 24-Nov-26 02:00:30 GMT' },
    30_000,
  ],
  [
    'a year of the past century',
    { 'retry-after': 'Thursday, 24-Nov-50 02:00:30 GMT' },
    0,
  ],
  [
    'a day more than its month has',
    { 'retry-after': 'Tue, 31 Nov 2026 02:00:30 GMT' },
    0,
  ],
  ['such a day by RFC 3339', { 'retry-after': '2026-11-31T02:00:30Z' }, 0],
  ['an hour more than its day has', { 'retry-after': '2026-11-24T24:00:00Z' }, 0],
  ['a second too many', { 'retry-after': 'Tue, 24 Nov 2026 02:01:60 GMT' }, 0],
  ['a date without a time', { 'retry-after': 'Wed, 25 Nov 2026 GMT' }, 0],
  ['a wait without end', { 'retry-after': '9'.repeat(400) }, 0],
  ['a reset without end', { ratelimit: `"api";r=0;t=${'9'.repeat(400)}` }, 0],
  ['nonsense', { 'retry-after': 'soon', ratelimit: 'r;t', 'x-ratelimit-reset': '-1' }, 0],
])('waits as the server says: %s', async (_name, headers, waitMs) => {
  expect(await waitAfter(headers)).toBe(waitMs);
});

test('takes what is left of the server’s count, and then waits for the reset', async () => {
  const limiter = createRateLimiter({ random, share: 1 });
  limiter.learn(new Headers({ ratelimit: '"api";r=3;t=10' }));
  expect(await startTimes(limiter, 5)).toEqual([0, 0, 0, 10_000, 10_000]);
});

test.each([
  [undefined, [0, 10_000]],
  [0.51, [0, 10_000]],
  [0.5, [10_000, 10_000]],
])('of a share of %d the last one left starts: %o', async (share, times) => {
  const limiter = createRateLimiter({ random, ...(share && { share }) });
  limiter.learn(new Headers({ ratelimit: '"api";r=1;t=10' }));
  expect(await startTimes(limiter, 2)).toEqual(times);
});

test.each([-1, 1, 7, NaN])('takes no chance for more than one: %d', async (drawn) => {
  const limiter = createRateLimiter({ random: () => drawn });
  limiter.learn(new Headers({ ratelimit: '"api";r=0;t=60' }));
  expect(await startTimes(limiter, 1)).toEqual([66_000]);
});

test('tasks in flight are not taken for counted', async () => {
  const limiter = createRateLimiter({ random, share: 1 });
  const silent = () => new Promise<void>(() => undefined);
  for (let task = 0; task < 3; task++) void limiter.run(silent);
  limiter.learn(new Headers({ ratelimit: '"api";r=3;t=10' }));
  expect(await startTimes(limiter, 1)).toEqual([10_000]);
});

test('an answer that was overtaken brings nothing back, but a new window does', async () => {
  const limiter = createRateLimiter({ random, share: 1 });
  limiter.learn(new Headers({ ratelimit: '"api";r=0;t=10' }));
  limiter.learn(new Headers({ ratelimit: '"api";r=4;t=11' }));
  expect(await startTimes(limiter, 1)).toEqual([10_000]);
  limiter.learn(new Headers({ ratelimit: '"api";r=0;t=10' }));
  limiter.learn(new Headers({ ratelimit: '"api";r=4;t=300' }));
  expect(await startTimes(limiter, 1)).toEqual([10_000]);
});

test('a window that is over says nothing of the next', async () => {
  const limiter = createRateLimiter({ random, share: 1 });
  limiter.learn(new Headers({ ratelimit: '"api";r=0;t=1' }));
  await vi.advanceTimersByTimeAsync(1000);
  limiter.learn(new Headers({ ratelimit: '"api";r=2;t=1' }));
  expect(await startTimes(limiter, 3)).toEqual([1000, 1000, 2000]);
});

test('a shorter wait that is named later shortens none', async () => {
  const limiter = createRateLimiter({ random });
  for (const wait of ['30', '5']) limiter.learn(new Headers({ 'retry-after': wait }));
  expect(await startTimes(limiter, 1)).toEqual([30_000]);
});

test('takes its share of what is left', async () => {
  const limiter = createRateLimiter({ random, share: 0.5 });
  limiter.learn(new Headers({ ratelimit: '"api";r=5;t=10' }));
  expect(await startTimes(limiter, 3)).toEqual([0, 0, 10_000]);
});

test('leaves no listener at the signal of a task that waited', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const task = () => Promise.resolve();
  await limiter.run(task);
  void limiter.run(task, signal);
  await vi.runAllTimersAsync();
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed.mock.calls).toEqual([['abort', added.mock.calls[0]?.[1]]]);
});

test('passes over what a cache sent', async () => {
  expect(await waitAfter({ ratelimit: '"api";r=0;t=55', age: '29' })).toBe(0);
});

test('comes back spread out behind the instant that everyone was told', async () => {
  const limiter = createRateLimiter({ random: () => 0.5 });
  limiter.learn(new Headers({ ratelimit: '"api";r=0;t=60' }));
  expect(await startTimes(limiter, 1)).toEqual([63_000]);
});

test('a newcomer does not overtake, even when its turn would be now', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1 });
  const order: string[] = [];
  const run = (name: string) => limiter.run(() => Promise.resolve(order.push(name)));
  // Due at the same instant as the limiter's own timer, and before it.
  setTimeout(() => void run('newcomer'), 1000);
  for (const name of ['first', 'second']) void run(name);
  await vi.runAllTimersAsync();
  expect(order).toEqual(['first', 'second', 'newcomer']);
});

test('a limit that was raised lets those go who wait', async () => {
  const limiter = createRateLimiter({ share: 1 });
  limiter.learn(new Headers({ 'ratelimit-policy': '"default";q=1;w=60' }));
  const times = startTimes(limiter, 2);
  limiter.learn(new Headers({ 'ratelimit-policy': '"default";q=2;w=60' }));
  expect(await times).toEqual([0, 0]);
});

test('what is learned while tasks wait is heeded by them', async () => {
  const limiter = createRateLimiter({ limit: 1, windowMs: 1000, share: 1, random });
  const times = startTimes(limiter, 2);
  limiter.learn(new Headers({ 'retry-after': '30' }));
  expect(await times).toEqual([0, 30_000]);
});

test('does not start early after a wait too long for a timer', async () => {
  const days = 30 * 86_400;
  expect(await waitAfter({ 'retry-after': String(days) })).toBe(days * 1000);
});

test.each([
  { limit: 5 },
  { windowMs: 1000 },
  { limit: 0, windowMs: 1000 },
  { limit: NaN, windowMs: 1000 },
  { limit: 5, windowMs: -1 },
  { limit: 5, windowMs: 1000, share: 0 },
  { limit: 5, windowMs: 1000, share: 1.5 },
  { limit: 5, windowMs: 1000, maxQueued: -1 },
])('refuses %o', (options) => {
  expect(() => createRateLimiter(options)).toThrow(RangeError);
});
