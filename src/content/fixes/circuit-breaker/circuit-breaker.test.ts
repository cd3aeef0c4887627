// SPDX-License-Identifier: MIT-0
// circuit-breaker 1.0.1 sha256:2dee75c4bde3f89d https://try-again-later.example/fixes/circuit-breaker/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { expect, test } from 'vitest';
import {
  CircuitOpenError,
  createCircuitBreaker,
  type CircuitBreakerOptions,
} from './circuit-breaker.js';

const succeed = () => Promise.resolve('yes');
const fail = () => Promise.reject(new Error('down'));

function createOnClock(options: CircuitBreakerOptions = {}) {
  const clock = { nowMs: 0 };
  const changes: string[] = [];
  const breaker = createCircuitBreaker({
    minCalls: 4,
    openMs: 1000,
    windowMs: 10_000,
    now: () => clock.nowMs,
    onChange: (state) => changes.push(state),
    ...options,
  });
  /** Runs the task once; what it threw comes back as the value. */
  const call = (task: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown> =>
    breaker.run(task, signal).catch((error: unknown) => error);
  const trip = async (): Promise<void> => {
    for (let calls = 0; calls < 4; calls++) await call(fail);
  };
  return { clock, breaker, changes, call, trip };
}

/** A call that is under way until the test ends it. */
function createCall() {
  let succeedNow = (): void => undefined;
  let failNow: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    succeedNow = () => resolve('late');
    failNow = reject;
  });
  return { task: () => promise, succeed: succeedNow, fail: failNow };
}

test('hands on values and errors while it is closed', async () => {
  const { breaker, call } = createOnClock();
  expect(await call(succeed)).toBe('yes');
  expect(await call(fail)).toMatchObject({ message: 'down' });
  expect(breaker.state).toBe('closed');
});

test('opens once the share of failures is reached, and then begins nothing', async () => {
  const { breaker, changes, call } = createOnClock();
  for (const task of [succeed, fail, succeed]) await call(task);
  expect(breaker.state).toBe('closed');
  await call(fail);
  expect([breaker.state, changes]).toEqual(['open', ['open']]);
  let hasBegun = false;
  const refused = await call(() => {
    hasBegun = true;
    return succeed();
  });
  expect(refused).toBeInstanceOf(CircuitOpenError);
  expect(refused).toMatchObject({ name: 'CircuitOpenError', retryInMs: 1000 });
  expect(String(refused)).toContain('Come back in 1 s.');
  expect(hasBegun).toBe(false);
});

test('stays closed below the share, and below the least number of calls', async () => {
  const { breaker, call } = createOnClock();
  for (const task of [fail, fail, fail]) await call(task);
  expect(breaker.state).toBe('closed');
  const patient = createOnClock({ failureShare: 0.6 });
  for (const task of [succeed, succeed, fail, fail, succeed, fail])
    await patient.call(task);
  expect(patient.breaker.state).toBe('closed');
});

test('forgets failures that lie further back than the window', async () => {
  const { clock, breaker, call } = createOnClock();
  for (const task of [fail, fail, fail]) await call(task);
  clock.nowMs = 11_001;
  await call(fail);
  expect(breaker.state).toBe('closed');
});

test('lets one probe through after a while, and closes when it succeeds', async () => {
  const { clock, breaker, changes, call, trip } = createOnClock();
  await trip();
  clock.nowMs = 999;
  expect(await call(succeed)).toBeInstanceOf(CircuitOpenError);
  clock.nowMs = 1000;
  expect(breaker.state).toBe('half-open');
  const probe = createCall();
  const probing = call(probe.task);
  expect(await call(succeed)).toBeInstanceOf(CircuitOpenError);
  probe.succeed();
  expect(await probing).toBe('late');
  expect(breaker.state).toBe('closed');
  expect(changes).toEqual(['open', 'half-open', 'closed']);
  // The past is forgotten.
  for (const task of [fail, fail, fail]) await call(task);
  expect(breaker.state).toBe('closed');
});

test('opens again when the probe fails', async () => {
  const { clock, breaker, changes, call, trip } = createOnClock();
  await trip();
  clock.nowMs = 1500;
  await call(fail);
  expect([breaker.state, changes]).toEqual(['open', ['open', 'half-open', 'open']]);
  clock.nowMs = 2499;
  expect(await call(succeed)).toMatchObject({ retryInMs: 1 });
  clock.nowMs = 2500;
  expect(await call(succeed)).toBe('yes');
});

test('takes a probe that never ends for none, after a while', async () => {
  const { clock, breaker, call, trip } = createOnClock();
  await trip();
  clock.nowMs = 1000;
  const silent = createCall();
  const first = call(silent.task);
  clock.nowMs = 2000;
  expect(await call(succeed)).toBe('yes');
  silent.fail(new Error('too late to count'));
  await first;
  expect(breaker.state).toBe('closed');
});

test('calls that began before it opened have no say', async () => {
  const { clock, breaker, call, trip } = createOnClock();
  const old = createCall();
  const late = call(old.task);
  await trip();
  old.succeed();
  await late;
  expect(breaker.state).toBe('open');
  clock.nowMs = 1000;
  await call(succeed);
  expect(breaker.state).toBe('closed');
});

test.each([200, 301, 400, 401, 404, 422])('a %i is no failure', async (status) => {
  const { breaker, call } = createOnClock({ minCalls: 1 });
  await call(() => Promise.resolve({ status }));
  expect(breaker.state).toBe('closed');
});

test.each([429, 500, 502, 503, 504])('a %i is a failure', async (status) => {
  const { breaker, call } = createOnClock({ minCalls: 1 });
  expect(await call(() => Promise.resolve({ status }))).toEqual({ status });
  expect(breaker.state).toBe('open');
});

/** As a retry throws it when it gives up, with the last answer if there was one. */
const giveUp = (response: unknown) => () =>
  Promise.reject(Object.assign(new Error('gave up'), { name: 'RetryError', response }));

test.each([400, 402, 404, 408, 499])(
  'an error that brings a %i is no failure, since the server is well',
  async (status) => {
    const { breaker, call } = createOnClock({ minCalls: 1 });
    expect(await call(giveUp({ status }))).toMatchObject({ message: 'gave up' });
    expect(breaker.state).toBe('closed');
  },
);

test.each<[string, unknown]>([
  ['a 429', { status: 429 }],
  ['a 500', { status: 500 }],
  ['a 503', { status: 503 }],
  ['a 200', { status: 200 }],
  ['no answer', undefined],
  ['null for an answer', null],
  ['an answer without a status', {}],
  ['a status that is no number', { status: '402' }],
])('an error that brings %s is a failure', async (_name, response) => {
  const { breaker, call } = createOnClock({ minCalls: 1 });
  expect(await call(giveUp(response))).toMatchObject({ message: 'gave up' });
  expect(breaker.state).toBe('open');
});

test('an abort counts for nothing, and a probe that is aborted makes room for the next', async () => {
  const { clock, breaker, call, trip } = createOnClock({ minCalls: 4 });
  const abort = () => Promise.reject(new DOMException('gone', 'AbortError'));
  for (let calls = 0; calls < 9; calls++) await call(abort);
  expect(breaker.state).toBe('closed');
  await trip();
  clock.nowMs = 1000;
  const controller = new AbortController();
  const probe = createCall();
  const aborted = call(probe.task, controller.signal);
  controller.abort(new Error('changed my mind'));
  probe.fail(new Error('changed my mind'));
  await aborted;
  expect(breaker.state).toBe('half-open');
  expect(await call(succeed)).toBe('yes');
});

test('an abort by a timeout is a failure of a server that is silent', async () => {
  const { breaker, call } = createOnClock({ minCalls: 4 });
  for (let calls = 0; calls < 4; calls++) {
    const controller = new AbortController();
    const silent = createCall();
    const ended = call(silent.task, controller.signal);
    const reason = new DOMException('too slow', 'TimeoutError');
    controller.abort(reason);
    silent.fail(reason);
    await ended;
  }
  expect(breaker.state).toBe('open');
});

test('begins nothing for a caller that has aborted already', async () => {
  const { call } = createOnClock();
  let hasBegun = false;
  const task = () => {
    hasBegun = true;
    return succeed();
  };
  expect(await call(task, AbortSignal.abort(new Error('early')))).toMatchObject({
    message: 'early',
  });
  expect(hasBegun).toBe(false);
});

test('asks isFailure, and an error of its own ends a probe as a failure', async () => {
  let isOdd = false;
  const { clock, breaker, call, trip } = createOnClock({
    isFailure: (settled) => {
      if (isOdd) throw new Error('cannot tell');
      return 'error' in settled || settled.value === 'bad';
    },
  });
  await call(() => Promise.resolve('bad'));
  await trip();
  clock.nowMs = 1000;
  isOdd = true;
  expect(await call(() => Promise.resolve('odd'))).toMatchObject({
    message: 'cannot tell',
  });
  expect(breaker.state).toBe('open');
});

test.each([
  { failureShare: 0 },
  { failureShare: 1.1 },
  { minCalls: 0 },
  { windowMs: NaN },
  { openMs: -1 },
])('refuses %o', (options) => {
  expect(() => createCircuitBreaker(options)).toThrow(RangeError);
});
