// SPDX-License-Identifier: MIT-0
// retry 1.1.0 sha256:1a5c2afec31c9d73 https://try-again-later.example/fixes/retry/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  fetchWithRetry,
  RetryError,
  type GiveUpReason,
  type Retry,
  type RetryOptions,
} from './retry.js';

const URL_OF_ENDPOINT = 'https://endpoint.example/v1/chat/completions';
const START = Date.parse('2026-11-24T02:00:00Z');

type Answer = Response | Error | 'silence' | ((signal: AbortSignal) => Response);
interface Sent {
  readonly atMs: number;
  readonly method: string;
  readonly body: string;
  readonly answer: Answer;
}

let sent: Sent[] = [];

/** Answers each request with the next answer, and every further one with the last. */
function serve(...answers: Answer[]): void {
  vi.stubGlobal('fetch', async (input: Request, init: RequestInit = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? 'silence';
    const { method } = input;
    sent.push({ atMs: Date.now() - START, method, body: await input.text(), answer });
    const { signal } = init;
    signal?.throwIfAborted();
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'function')
      return answer(signal ?? new AbortController().signal);
    if (answer !== 'silence') return answers.length > 1 ? answer : answer.clone();
    return new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(toError(signal.reason)));
    });
  });
}

function toError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}

function refuse(
  status: number,
  headers: Record<string, string> = {},
  body = 'no',
): Response {
  return new Response(body, { status, headers });
}

const ok = (): Response => new Response('yes');

function breakDown(): never {
  throw new Error('a mistake of the caller');
}

/** Fills a body that never ends. */
function pull(controller: ReadableStreamDefaultController<Uint8Array>): void {
  controller.enqueue(new Uint8Array(1000).fill(32));
}

/** Runs to the end on fake time; a rejection comes back as the value. */
async function run(
  options: RetryOptions = {},
  init: RequestInit = { method: 'POST', body: 'question' },
  input: string | Request = URL_OF_ENDPOINT,
): Promise<unknown> {
  const result = fetchWithRetry(input, init, options).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return result;
}

async function runToError(
  options: RetryOptions = {},
  init?: RequestInit,
): Promise<RetryError> {
  const result = await run(options, init);
  if (!(result instanceof RetryError))
    throw new Error(`Expected a RetryError, got ${String(result)}`);
  return result;
}

/** The one wait after `refusal`, with `random` as the chance. */
async function waitAfter(
  refusal: Response,
  random = 0,
): Promise<{ waitMs?: number; reason?: string }> {
  serve(refusal, ok());
  const retries: Retry[] = [];
  await run({
    random: () => random,
    onRetry: (retry) => retries.push(retry),
    deadlineMs: 1e9,
  });
  const waitMs = (sent[1]?.atMs ?? NaN) - (sent[0]?.atMs ?? NaN);
  return { waitMs, reason: retries[0]?.reason ?? 'none' };
}

beforeEach(() => {
  sent = [];
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('returns a success at once', async () => {
  serve(ok());
  const response = await run();
  expect(response).toBeInstanceOf(Response);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0]);
});

test.each([400, 401, 403, 404, 410, 422])(
  'returns a %i as fetch does, without a retry',
  async (status) => {
    serve(refuse(status));
    expect(await run()).toHaveProperty('status', status);
    expect(sent).toHaveLength(1);
  },
);

test.each([408, 429, 500, 502, 503, 504])(
  'retries a %i with the same method and body',
  async (status) => {
    serve(refuse(status), ok());
    expect(await run()).toHaveProperty('status', 200);
    expect(sent.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'question'],
      ['POST', 'question'],
    ]);
  },
);

test('retries a network failure and gives its error as the cause', async () => {
  const down = new TypeError('connection reset');
  serve(down);
  const error = await runToError({ maxAttempts: 2 });
  expect(error).toMatchObject({
    reason: 'attempts',
    attempts: 2,
    response: undefined,
    cause: down,
  });
});

test('throws for a bad URL instead of retrying it', async () => {
  serve(ok());
  expect(await run({}, {}, 'http://')).toBeInstanceOf(TypeError);
  expect(sent).toHaveLength(0);
});

test.each([
  { maxAttempts: 0 },
  { deadlineMs: NaN },
  { attemptTimeoutMs: -1 },
  { initialDelayMs: NaN },
  { maxDelayMs: -1 },
])('refuses options that make no sense: %o', async (options) => {
  serve(ok());
  expect(await run(options)).toBeInstanceOf(RangeError);
  expect(sent).toHaveLength(0);
});

test('refuses a jitter that there is not', async () => {
  serve(ok());
  // @ts-expect-error Where nothing checks types, it comes to this.
  expect(String(await run({ jitter: 'some' }))).toBe(
    'RangeError: jitter must be full, equal, decorrelated or none',
  );
  expect(sent).toHaveLength(0);
});

test.each([NaN, -1, 1.5, Infinity])(
  'takes the longest wait for a random number that is none: %d',
  async (drawn) => {
    serve(refuse(503), refuse(503, { 'retry-after': '10' }), ok());
    await run({ random: () => drawn });
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 500, 11_500]);
  },
);

test.each<[string, Record<string, string>, string, number, string]>([
  ['whole seconds', { 'retry-after': '7' }, '', 7000, 'retry-after'],
  [
    'a date',
    { 'retry-after': 'Tue, 24 Nov 2026 02:00:30 GMT' },
    '',
    30_000,
    'retry-after',
  ],
  [
    'a date as RFC 850 had it',
    { 'retry-after': 'Tuesday, 24-Nov-26 02:00:30 GMT' },
    '',
    30_000,
    'retry-after',
  ],
  [
    'a date as C prints it, in UTC',
    { 'retry-after': 'Tue Nov 24 02:00:30 2026' },
    '',
    30_000,
    'retry-after',
  ],
  [
    'a date by the server’s clock, when ours is an hour ahead',
    {
      'retry-after': 'Tue, 24 Nov 2026 01:00:09 GMT',
      date: 'Tue, 24 Nov 2026 01:00:00 GMT',
    },
    '',
    9000,
    'retry-after',
  ],
  [
    'two values, as proxies join them',
    { 'retry-after': '5, 9' },
    '',
    9000,
    'retry-after',
  ],
  ['the longer of two values', { 'retry-after': '120 ,7' }, '', 120_000, 'retry-after'],
  ['milliseconds', { 'retry-after-ms': '149.8' }, '', 150, 'retry-after-ms'],
  [
    'milliseconds from Azure, before the seconds that they round',
    { 'x-ms-retry-after-ms': '300', 'retry-after': '1' },
    '',
    300,
    'x-ms-retry-after-ms',
  ],
  ['an empty window', { ratelimit: '"api";r=0;t=55' }, '', 55_000, 'ratelimit'],
  [
    'the longest of two windows',
    { ratelimit: '"a";r=0;t=5, "b";r=0;t=9, "c";r=4;t=99' },
    '',
    9000,
    'ratelimit',
  ],
  ['a name like a count', { ratelimit: '"r=0, t=1";r=0;t=5' }, '', 5000, 'ratelimit'],
  ['draft 07', { ratelimit: 'limit=100, remaining=0, reset=5' }, '', 5000, 'ratelimit'],
  [
    'Retry-After before RateLimit',
    { 'retry-after': '2', ratelimit: '"api";r=0;t=55' },
    '',
    2000,
    'retry-after',
  ],
  [
    'RateLimit when Retry-After is broken',
    { 'retry-after': 'soon', ratelimit: '"api";r=0;t=55' },
    '',
    55_000,
    'ratelimit',
  ],
  [
    'RateLimit when Retry-After says 0',
    { 'retry-after': '0', ratelimit: '"api";r=0;t=55' },
    '',
    55_000,
    'ratelimit',
  ],
  [
    'a date when Retry-After has milliseconds of 0',
    { 'retry-after-ms': '0', 'retry-after': 'Tue, 24 Nov 2026 02:00:30 GMT' },
    '',
    30_000,
    'retry-after',
  ],
  [
    'the body when a date is over',
    { 'retry-after': 'Tue, 24 Nov 2026 01:00:00 GMT' },
    'Try again in 20s.',
    20_000,
    'body',
  ],
  [
    'seconds to go',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '12' },
    '',
    12_000,
    'x-ratelimit-reset',
  ],
  [
    'epoch seconds',
    { 'x-ratelimit-reset': String(START / 1000 + 40) },
    '',
    40_000,
    'x-ratelimit-reset',
  ],
  [
    'epoch ms',
    { 'x-ratelimit-reset': String(START + 41_000) },
    '',
    41_000,
    'x-ratelimit-reset',
  ],
  [
    'an ISO date',
    { 'x-ratelimit-reset': '2026-11-24T02:00:09Z' },
    '',
    9000,
    'x-ratelimit-reset',
  ],
  [
    'a date of another zone, by RFC 3339',
    { 'retry-after': '2026-11-24T04:00:09.25+02:00' },
    '',
    9250,
    'retry-after',
  ],
  [
    'a zone where it is another day',
    { 'retry-after': '2026-11-23T21:00:09-05:00' },
    '',
    9000,
    'retry-after',
  ],
  [
    'the drafts up to 06',
    { 'ratelimit-remaining': '0', 'ratelimit-reset': '3' },
    '',
    3000,
    'ratelimit-reset',
  ],
  ['ms in the body', {}, 'Please try again in 149.8ms. ', 150, 'body'],
  ['minutes in the body', {}, 'Please try again in 2m59.56s.', 179_560, 'body'],
  ['hours in the body', {}, 'Please try again in 1h0m1s.', 3_601_000, 'body'],
  ['minutes alone', {}, 'try again in 2m', 120_000, 'body'],
  ['a day', {}, 'Try again in 1d.', 86_400_000, 'body'],
  ['a minute in words', {}, 'Try again in 1 minute.', 60_000, 'body'],
  ['minutes in words', {}, 'try again in 5 minutes', 300_000, 'body'],
  ['about an hour', {}, 'Try again in about 1 hour.', 3_600_000, 'body'],
  ['a sum in words', {}, 'Try again in 1 min and 30 seconds', 90_000, 'body'],
  [
    'a wait for a quota',
    { 'retry-after': '34' },
    'You exceeded your current quota, please check your plan.',
    34_000,
    'retry-after',
  ],
  [
    'a wait in the body for a quota',
    {},
    'You exceeded your current quota. Try again in 20s.',
    20_000,
    'body',
  ],
  [
    'a wait for a quota as Gemini words it',
    {},
    'You exceeded your current quota, please check your plan and billing details.\nPlease retry in 47.434392449s.',
    47_435,
    'body',
  ],
  ['hours as Gemini words them', {}, 'Please retry in 10h17m5.72s.', 37_025_720, 'body'],
  [
    'a retryDelay for a quota',
    {},
    '{"message":"You exceeded your current quota","details":[{"retryDelay": "26s"}]}',
    26_000,
    'body',
  ],
  [
    'a retryDelay in JSON within JSON',
    {},
    String.raw`{"message":"{\"retryDelay\":\"4s\"}"}`,
    4000,
    'body',
  ],
  [
    'the exact wait over the retryDelay behind it',
    {},
    '{"message":"Please retry in 4.43s.","details":[{"retryDelay":"4s"}]}',
    4430,
    'body',
  ],
  [
    'a limit of requests at once that is worded as a quota',
    { 'retry-after': '5' },
    '{"error":"INSUFFICIENT QUOTA"}',
    5000,
    'retry-after',
  ],
  [
    'a wait to the second over "per day"',
    {},
    'on tokens per day: please try again in 8.64s',
    8640,
    'body',
  ],
  ['a whole minute over "per day"', {}, '9 per day. Try again in 60s', 60_000, 'body'],
  ['minutes over "per day"', {}, '9 per day. Try again in 2 min', 120_000, 'body'],
  ['hours to the second', {}, '9 per day. Try again in 1h0m0s', 3_600_000, 'body'],
  ['hours and minutes', {}, '9 per day. Try again in 1 hour 5 min', 3_900_000, 'body'],
])('waits as the server says: %s', async (_name, headers, body, waitMs, reason) => {
  expect(await waitAfter(refuse(429, headers, body))).toEqual({ waitMs, reason });
});

test.each<[string, Record<string, string>]>([
  ['nonsense', { 'retry-after': 'soon' }],
  ['a negative number', { 'retry-after': '-5' }],
  ['two values of which one is none', { 'retry-after': '5, soon' }],
  ['zero', { 'retry-after': '0' }],
  ['no milliseconds', { 'retry-after-ms': '0' }],
  ['a date in the past', { 'retry-after': 'Tue, 24 Nov 2026 01:00:00 GMT' }],
  [
    'a reset in the past',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START / 1000 - 40) },
  ],
  ['an impossible date', { 'retry-after': 'Tue, 99 Nov 2026 02:00:30 GMT' }],
  ['a day more than its month has', { 'retry-after': 'Tue, 31 Nov 2026 02:00:30 GMT' }],
  ['such a day by RFC 3339', { 'retry-after': '2026-11-31T02:00:30Z' }],
  ['an hour more than its day has', { 'retry-after': '2026-11-24T24:00:00Z' }],
  ['a second too many', { 'retry-after': 'Tue, 24 Nov 2026 02:01:60 GMT' }],
  ['a year of the past century', { 'retry-after': 'Thursday, 24-Nov-50 02:00:30 GMT' }],
  ['a date without a time', { 'retry-after': 'Wed, 25 Nov 2026 GMT' }],
  [
    'a date with a zone of another form',
    { 'retry-after': 'Tue, 24 Nov 2026 02:00:30 +0000' },
  ],
  ['an ISO date without a zone', { 'retry-after': '2026-11-24T02:00:30' }],
  [
    'an ISO date with a zone of another form',
    { 'retry-after': '2026-11-24T02:00:30+0000' },
  ],
  ['an ISO date without a time', { 'retry-after': '2026-11-24' }],
  ['a window with something left', { ratelimit: '"api";r=647;t=55' }],
  ['a name like a count, with something left', { ratelimit: '"r=0";r=9;t=5' }],
  ['a key that ends like a count', { ratelimit: '"api";later=0;r=9;t=5' }],
  [
    'a reset with something left',
    { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '12' },
  ],
])('backs off on its own after %s', async (_name, headers) => {
  expect(await waitAfter(refuse(429, headers), 0.5)).toEqual({
    waitMs: 250,
    reason: 'backoff',
  });
});

test('takes a month for no minute', async () => {
  const refusal = refuse(429, {}, 'Try again in 1 month.');
  expect(await waitAfter(refusal, 0.5)).toMatchObject({ reason: 'backoff' });
});

test.each<[number, Record<string, string>, string]>([
  [429, {}, 'x-ratelimit-reset'],
  [503, {}, 'backoff'],
  [503, { 'x-ratelimit-remaining': '0' }, 'x-ratelimit-reset'],
  [503, { 'x-ratelimit-remaining': '7' }, 'backoff'],
])('of a reset in a %i with %o it makes: %s', async (status, headers, reason) => {
  const refusal = refuse(status, { ...headers, 'x-ratelimit-reset': '12' });
  expect(await waitAfter(refusal)).toMatchObject({ reason });
});

test('puts jitter on top of the server’s wait, up to a tenth and at least the first backoff', async () => {
  expect(await waitAfter(refuse(429, { 'retry-after': '100' }), 0.5)).toMatchObject({
    waitMs: 105_000,
  });
  sent = [];
  expect(await waitAfter(refuse(429, { 'retry-after': '1' }), 0.5)).toMatchObject({
    waitMs: 1250,
  });
});

test.each(['retry-after-ms', 'x-ms-retry-after-ms'])(
  'loses nothing of %s below a second, and adds no more than jitter',
  async (name) => {
    expect(await waitAfter(refuse(429, { [name]: '300' }), 0.5)).toMatchObject({
      waitMs: 550,
    });
  },
);

test.each(['0', 'Tue, 24 Nov 2026 01:00:00 GMT'])(
  'waits longer each time after a Retry-After of %s, as after none',
  async (value) => {
    serve(refuse(429, { 'retry-after': value }));
    const { waitsMs } = await runToError({ jitter: 'none' });
    expect(waitsMs).toEqual([500, 1000, 2000, 4000]);
  },
);

test.each([0, 0.5, 0.999, NaN])(
  'spreads out behind the server’s wait no further than the deadline allows: %d',
  async (drawn) => {
    serve(refuse(429, { 'retry-after': '112' }), ok());
    expect(await run({ random: () => drawn })).toHaveProperty('status', 200);
    // Of the 8 s that are left, half are for the attempt.
    const chance = drawn < 1 ? drawn : 1;
    expect(sent[1]?.atMs).toBe(112_000 + chance * 4000);
  },
);

test('gives up at once on a wait without end, even without a deadline', async () => {
  serve(refuse(429, { 'retry-after': '9'.repeat(400) }));
  const error = await runToError({ deadlineMs: Infinity });
  expect(error).toMatchObject({ reason: 'deadline', retryInMs: Infinity });
});

test('has a deadline of two minutes if it is told none', async () => {
  for (const [seconds, requests] of [
    [119, 2],
    [120, 1],
  ]) {
    sent = [];
    serve(refuse(429, { 'retry-after': String(seconds) }), ok());
    await run({ jitter: 'none' });
    expect(sent).toHaveLength(requests ?? NaN);
  }
});

test('gives an attempt one minute if it is told no other time', async () => {
  serve('silence', ok());
  await run({ random: () => 0 });
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 60_000]);
});

test('backs off for half a minute at most if it is told no other time', async () => {
  serve(refuse(503));
  const { waitsMs } = await runToError({
    jitter: 'none',
    maxAttempts: 9,
    deadlineMs: 1e6,
  });
  expect(waitsMs).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test.each<[NonNullable<RetryOptions['jitter']>, number, number[]]>([
  ['none', 0.5, [100, 200, 400, 800, 1000, 1000]],
  ['full', 0.5, [50, 100, 200, 400, 500, 500]],
  ['equal', 0, [50, 100, 200, 400, 500, 500]],
  ['equal', 0.5, [75, 150, 300, 600, 750, 750]],
  ['decorrelated', 0, [100, 100, 100, 100, 100, 100]],
  ['decorrelated', 0.5, [200, 350, 575, 913, 1000, 1000]],
])('spaces its retries with %s jitter at chance %d', async (jitter, chance, waitsMs) => {
  serve(refuse(503));
  const options = { maxAttempts: 7, initialDelayMs: 100, maxDelayMs: 1000, jitter };
  const error = await runToError({ ...options, random: () => chance });
  expect(error.waitsMs).toEqual(waitsMs);
});

test('gives up after the last attempt without another wait', async () => {
  serve(refuse(429, { 'retry-after': '10' }, 'full'));
  const started = performance.now();
  const error = await runToError({ maxAttempts: 3, jitter: 'none' });
  expect(performance.now() - started).toBe(20_000);
  expect(error).toMatchObject({
    reason: 'attempts',
    attempts: 3,
    waitsMs: [10_000, 10_000],
  });
  expect(await error.response?.text()).toBe('full');
});

test('fails at once, and says why, when the wait would pass the deadline', async () => {
  serve(refuse(429, { ratelimit: '"api";r=0;t=55' }));
  const error = await runToError({ deadlineMs: 30_000, jitter: 'none' });
  expect(error.reason).toBe('deadline');
  expect(error.message).toBe(
    'Gave up after attempt 1 (status 429): the next is due in 55 s, past the deadline.',
  );
  expect(performance.now()).toBe(0);
});

test.each<[GiveUpReason, RetryOptions, Response, number | undefined]>([
  ['deadline', { deadlineMs: 5000 }, refuse(429, { 'retry-after': '55' }), 55_000],
  ['attempts', { maxAttempts: 1 }, refuse(429, {}, 'Try again in 149.8ms'), 150],
  ['forbidden', { shouldRetry: () => false }, refuse(503, { 'retry-after': '7' }), 7000],
  ['deadline', { deadlineMs: 1, random: () => 0.5 }, refuse(503), undefined],
  ['attempts', { maxAttempts: 1 }, refuse(503, { 'retry-after': '0' }), undefined],
  ['final', {}, refuse(402, { 'retry-after': '7' }), undefined],
])(
  'tells on giving up (%s) what wait was asked for',
  async (reason, options, refusal, retryInMs) => {
    serve(refusal);
    expect(await runToError(options)).toMatchObject({ reason, retryInMs });
  },
);

test.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '10' }, 0],
  [{}, undefined],
])(
  'sends nothing after the deadline when its timer is late: %o',
  async (headers, retryInMs) => {
    serve(refuse(429, headers, 'full'));
    const clock = vi.spyOn(performance, 'now');
    const onRetry = (): void => void clock.mockReturnValue(30_000);
    const error = await runToError({ deadlineMs: 30_000, onRetry });
    clock.mockRestore();
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ reason: 'deadline', attempts: 1, retryInMs });
    expect(error.message).toBe(
      'Gave up after attempt 1 (status 429): it passed during the wait.',
    );
    expect(await error.response?.text()).toBe('full');
  },
);

test('cuts a silent attempt short and tries again', async () => {
  serve('silence', ok());
  expect(await run({ attemptTimeoutMs: 1000, random: () => 0.5 })).toHaveProperty(
    'status',
    200,
  );
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1250]);
});

test('ends at the deadline even if the server stays silent', async () => {
  serve('silence');
  const error = await runToError({ deadlineMs: 5000, random: () => 0.5 });
  expect(error).toMatchObject({ reason: 'deadline', cause: { name: 'TimeoutError' } });
  expect(performance.now()).toBe(5000);
});

test('lets the body of an answer stream on past the attempt timeout', async () => {
  const chunks = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 90_000));
      controller.enqueue(new TextEncoder().encode('late'));
      controller.close();
    },
  });
  serve(new Response(chunks), ok());
  const response = await run();
  const text = response instanceof Response ? response.text() : 'no response';
  await vi.runAllTimersAsync();
  expect(await text).toBe('late');
});

test.each<[string, Response]>([
  ['spent credits', refuse(402, {}, 'You have depleted your monthly included credits.')],
  [
    'monthly credits',
    refuse(429, { 'retry-after': '1' }, 'You are out of monthly credits'),
  ],
  [
    'included credits',
    refuse(429, { 'retry-after': '1' }, 'No included credits are left'),
  ],
  ['prepaid credits', refuse(429, { 'retry-after': '1' }, 'PREPAID CREDITS are used up')],
  [
    'a quota in words, with a wait of 0',
    refuse(429, { 'retry-after': '0' }, 'You exceeded your current quota'),
  ],
  [
    'a limit per day with a wait that is over',
    refuse(
      429,
      { 'retry-after': 'Tue, 24 Nov 2026 01:00:00 GMT' },
      '100 requests per day',
    ),
  ],
  [
    'a spent quota, whatever wait is named',
    refuse(429, { 'retry-after': '1' }, '{"error":{"code":"insufficient_quota"}}'),
  ],
  [
    'a spent balance, whatever wait is named',
    refuse(429, { 'retry-after': '1' }, '{"error":{"code":"credit_balance_exhausted"}}'),
  ],
  [
    'a project’s limit of spending',
    refuse(429, {}, '{"error":{"code":"project_spend_limit_exceeded"}}'),
  ],
  [
    'an organization’s limit',
    refuse(429, {}, '{"error":{"code":"organization_usage_limit_exceeded"}}'),
  ],
  [
    'a quota per day, as Gemini names it beside a wait',
    refuse(
      429,
      {},
      'Please retry in 11.7s. "quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","retryDelay":"11s"',
    ),
  ],
  [
    'a quota in words, without a wait',
    refuse(429, {}, 'You exceeded your current quota'),
  ],
  [
    'a limit per hour with a wait in rough words',
    refuse(429, {}, '128 commits per hour. Try again in about 1 hour.'),
  ],
  ['about an hour', refuse(429, {}, '9 per day. You may retry in about 1 hour.')],
  ['about some minutes', refuse(429, {}, '9 per day. Try again in about 5 minutes')],
  ['hours for a day', refuse(429, {}, '9 per day. Try again in 2 hours. 5 are free.')],
  ['one day for a week', refuse(429, {}, '9 per week. Try again in 1d')],
  [
    'an action limit',
    refuse(
      429,
      { ratelimit: '"api";r=647;t=55' },
      'You have exceeded the rate limit for repository commits (128 per hour).',
    ),
  ],
])('never retries %s, and never returns it as a result', async (_name, refusal) => {
  serve(refusal, ok());
  expect(await runToError()).toMatchObject({ reason: 'final', attempts: 1, waitsMs: [] });
  expect(sent).toHaveLength(1);
});

test('takes a 503 for what passes, whatever its words', async () => {
  const words = '{"error":"insufficient_quota: 9 per day"}';
  expect(await waitAfter(refuse(503, {}, words), 0.5)).toMatchObject({ waitMs: 250 });
});

test('takes a window with an upgrade offer for what it is: a wait', async () => {
  const body =
    'you hit the quota of 1000 api requests per 5 minutes period. Upgrade to a PRO user';
  expect(
    await waitAfter(refuse(429, { ratelimit: '"api";r=0;t=55' }, body)),
  ).toMatchObject({ waitMs: 55_000 });
});

test('believes a wait that the server names over the words "per hour"', async () => {
  const refusal = refuse(429, { 'retry-after': '68' }, 'Limit: 5000 requests per hour');
  expect(await waitAfter(refusal)).toMatchObject({ waitMs: 68_000 });
});

test('asks shouldRetry, which sees the request and may forbid the retry', async () => {
  serve(refuse(503));
  const error = await runToError({
    shouldRetry: ({ request }) => request.method === 'GET',
  });
  expect(error).toMatchObject({ reason: 'forbidden', attempts: 1 });
});

test('only the answer false of shouldRetry forbids a retry', async () => {
  serve(refuse(503), ok());
  // @ts-expect-error Where nothing checks types, it comes to this.
  expect(await run({ shouldRetry: () => undefined })).toHaveProperty('status', 200);
});

test('asks shouldRetry for no retry that the deadline forbids', async () => {
  serve(refuse(429, { 'retry-after': '55' }));
  const shouldRetry = vi.fn(() => true);
  const error = await runToError({ deadlineMs: 30_000, shouldRetry });
  expect(error.reason).toBe('deadline');
  expect(shouldRetry).not.toHaveBeenCalled();
});

test.each<[string, RetryOptions]>([
  ['shouldRetry', { shouldRetry: breakDown }],
  ['onRetry', { onRetry: breakDown }],
  ['random', { random: breakDown }],
])('ends with what %s throws, and cancels the refusal’s body', async (_name, options) => {
  const cancelled = vi.fn();
  serve(
    new Response(new ReadableStream({ pull, cancel: cancelled }), { status: 503 }),
    ok(),
  );
  expect(await run(options)).toMatchObject({ message: 'a mistake of the caller' });
  expect(sent).toHaveLength(1);
  expect(cancelled).toHaveBeenCalledTimes(1);
});

test('sends each attempt through the fetch that it is given, and retries what that throws', async () => {
  serve(ok());
  const calls: [string, boolean][] = [];
  const response = await run({
    fetch: (request, init) => {
      calls.push([request.method, init.signal instanceof AbortSignal]);
      return calls.length === 1 ? Promise.reject(new Error('no')) : fetch(request, init);
    },
  });
  expect(response).toHaveProperty('status', 200);
  expect(calls).toEqual([
    ['POST', true],
    ['POST', true],
  ]);
  expect(sent.map(({ body }) => body)).toEqual(['question']);
});

test('hands on to each attempt what no Request keeps, and no body twice', async () => {
  const dispatcher = { dispatch: () => true };
  const headers = { 'x-name': 'me' };
  const inits: RequestInit[] = [];
  const init: RequestInit = { method: 'POST', body: 'question', headers };
  Object.assign(init, { dispatcher });
  const send = (_: Request, given: RequestInit): Promise<Response> => {
    inits.push(given);
    return Promise.resolve(inits.length === 1 ? refuse(503) : ok());
  };
  expect(await run({ fetch: send }, init)).toHaveProperty('status', 200);
  for (const given of inits) expect(given).toHaveProperty('dispatcher', dispatcher);
  expect(inits.map((given) => Object.keys(given))).toEqual(
    Array(2).fill(['referrer', 'referrerPolicy', 'dispatcher', 'signal']),
  );
});

test.each<[RequestInit, string]>([
  [{}, 'no-referrer'],
  [{ referrerPolicy: 'origin' }, 'origin'],
])(
  'keeps the referrer of a Request to itself, as fetch does: %o',
  async (init, policy) => {
    const send = vi.fn<NonNullable<RetryOptions['fetch']>>(() => Promise.resolve(ok()));
    const given = { referrer: '', referrerPolicy: 'no-referrer' } as const;
    await run({ fetch: send }, init, new Request(URL_OF_ENDPOINT, given));
    // Of the Request alone nothing is left, since fetch is given an init too.
    const sentInit = { referrer: '', referrerPolicy: policy };
    expect(send.mock.calls[0]?.[1]).toMatchObject(sentInit);
  },
);

test('rejects at once with the reason of an abort during a wait', async () => {
  serve(refuse(429, { 'retry-after': '60' }), ok());
  const controller = new AbortController();
  const result = fetchWithRetry(URL_OF_ENDPOINT, { signal: controller.signal }).catch(
    (e: unknown) => e,
  );
  setTimeout(() => controller.abort('changed my mind'), 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await result).toBe('changed my mind');
  expect(vi.getTimerCount()).toBe(0);
  expect(sent).toHaveLength(1);
});

test('rejects at once with the reason of an abort during an attempt', async () => {
  serve('silence');
  const controller = new AbortController();
  const request = new Request(URL_OF_ENDPOINT, { signal: controller.signal });
  const result = fetchWithRetry(request).catch((e: unknown) => e);
  setTimeout(() => controller.abort(), 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await result).toMatchObject({ name: 'AbortError' });
  expect(vi.getTimerCount()).toBe(0);
});

/** A fetch that heeds no signal, and answers when it likes. */
function answerLate(answer: () => Response, delayMs: number): () => Promise<Response> {
  return () => new Promise((resolve) => setTimeout(() => resolve(answer()), delayMs));
}

test('cuts an attempt short even if a fetch of one’s own ignores its signal', async () => {
  const cancel = vi.fn();
  const late = (): Response => new Response(new ReadableStream({ pull, cancel }));
  const error = await runToError({
    attemptTimeoutMs: 1000,
    maxAttempts: 2,
    random: () => 0,
    fetch: answerLate(late, 60_000),
  });
  expect(error).toMatchObject({ reason: 'attempts', cause: { name: 'TimeoutError' } });
  expect(cancel).toHaveBeenCalledTimes(2);
});

test('rejects at once on an abort that a fetch of one’s own ignores', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const send = answerLate(() => new Response('late'), 60_000);
  const result = fetchWithRetry(URL_OF_ENDPOINT, { signal }, { fetch: send }).catch(
    (e: unknown) => e,
  );
  setTimeout(() => controller.abort('enough'), 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await Promise.race([result, Promise.resolve('it hangs')])).toBe('enough');
});

test('sends nothing when it is aborted already', async () => {
  const send = vi.fn(() => Promise.resolve(ok()));
  const result = await run({ fetch: send }, { signal: AbortSignal.abort('no') });
  expect([result, send.mock.calls]).toEqual(['no', []]);
});

test('goes on when a refusal’s body stalls, whatever the signal says', async () => {
  const cancel = vi.fn();
  serve(new Response(new ReadableStream({ cancel }), { status: 503 }), ok());
  const response = await run({ attemptTimeoutMs: 1000, random: () => 0.5 });
  expect(response).toHaveProperty('status', 200);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1250]);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test('waits no longer than two seconds for a refusal’s body, and leaves it be', async () => {
  serve(
    new Response(new ReadableStream({}), {
      status: 503,
      headers: { 'retry-after': '7' },
    }),
    ok(),
  );
  await run({ random: () => 0 });
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 9000]);
});

test('an abort cancels a refusal whose body stalls', async () => {
  const cancel = vi.fn();
  serve(new Response(new ReadableStream({ cancel }), { status: 503 }), ok());
  const controller = new AbortController();
  setTimeout(() => controller.abort('enough'), 1000);
  expect(await run({}, { signal: controller.signal })).toBe('enough');
  expect(cancel).toHaveBeenCalledTimes(1);
});

test.each<[string, Response, object]>([
  [
    'a wait',
    refuse(429, { 'retry-after': '7' }),
    { reason: 'attempts', retryInMs: 7000 },
  ],
  ['what no wait cures', refuse(402), { reason: 'final' }],
])(
  'takes a refusal whose body the fetch of one’s own has read for %s',
  async (_name, refusal, expected) => {
    const send = async (): Promise<Response> => {
      const response = refusal.clone();
      await response.text();
      return response;
    };
    const result = fetchWithRetry(URL_OF_ENDPOINT, {}, { maxAttempts: 1, fetch: send });
    const error = await result.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(expected);
    expect(error).toHaveProperty('response.status', refusal.status);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test.each([true, false])(
  'takes a refusal whose body somebody else has begun to read for what it is, ended: %o',
  async (isReleased) => {
    const refusal = refuse(429, { 'retry-after': '7' });
    const reader = refusal.body?.getReader();
    if (isReleased) {
      await reader?.read();
      reader?.releaseLock();
    }
    const error = await runToError({
      maxAttempts: 1,
      fetch: () => Promise.resolve(refusal),
    });
    expect(error).toMatchObject({ response: refusal, retryInMs: 7000 });
  },
);

/** A body that begins, and then stalls or breaks off. */
function begin(then?: Error): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => {
      if (then) setTimeout(() => controller.error(then), 100);
      return new Promise<void>(() => undefined);
    },
    start: (controller) => controller.enqueue(new TextEncoder().encode('full')),
  });
}

test.each<[string, Error?]>([['stalls'], ['breaks off', new TypeError('terminated')]])(
  'hands out what has come of a refusal’s body when it %s',
  async (_name, then) => {
    const body = begin(then);
    serve(
      new Response(body, { status: 429, statusText: 'No', headers: { a: 'b' } }),
      ok(),
    );
    const { response } = await runToError({ maxAttempts: 1 });
    const text = response?.text();
    await vi.runAllTimersAsync();
    expect([response?.status, response?.statusText, response?.headers.get('a')]).toEqual([
      429,
      'No',
      'b',
    ]);
    expect(await Promise.race([text, Promise.resolve('it hangs')])).toBe('full');
  },
);

test('leaves no listener on the signal of the call after a wait', async () => {
  const added = vi.spyOn(AbortSignal.prototype, 'addEventListener');
  const removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener');
  serve(refuse(503), ok());
  let signal: AbortSignal | undefined;
  await run({ onRetry: ({ request }) => void (signal = request.signal) });
  const count = (contexts: unknown[]) => contexts.filter((one) => one === signal).length;
  expect(count(added.mock.contexts)).toBeGreaterThan(0);
  expect(count(removed.mock.contexts)).toBe(count(added.mock.contexts));
  vi.restoreAllMocks();
});

test('leaves no listener on the signal of an attempt', async () => {
  const added = vi.spyOn(AbortSignal.prototype, 'addEventListener');
  const removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener');
  const send = vi.fn<NonNullable<RetryOptions['fetch']>>(() => Promise.resolve(ok()));
  await fetchWithRetry(URL_OF_ENDPOINT, {}, { fetch: send });
  const signal = send.mock.calls[0]?.[1].signal;
  const count = (contexts: unknown[]) => contexts.filter((one) => one === signal).length;
  expect(count(added.mock.contexts)).toBeGreaterThan(0);
  expect(count(removed.mock.contexts)).toBe(count(added.mock.contexts));
  vi.restoreAllMocks();
});

test('a signal of null frees a Request from its own, as in fetch', async () => {
  serve(ok());
  const request = new Request(URL_OF_ENDPOINT, { signal: AbortSignal.abort() });
  expect(await run({}, { signal: null }, request)).toHaveProperty('status', 200);
});

test('resends the body of a Request', async () => {
  serve(refuse(503), ok());
  await run({}, {}, new Request(URL_OF_ENDPOINT, { method: 'POST', body: 'kept' }));
  expect(sent.map(({ body }) => body)).toEqual(['kept', 'kept']);
});

test('resends the body of a Request that was made of a stream', async () => {
  serve(refuse(503), refuse(503), ok());
  const body = new Blob(['kept']).stream();
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  expect(await run({}, {}, new Request(URL_OF_ENDPOINT, init))).toHaveProperty(
    'status',
    200,
  );
  expect(sent.map((request) => request.body)).toEqual(['kept', 'kept', 'kept']);
});

test('a Request whose body was read already is refused before anything is sent', async () => {
  serve(ok());
  const request = new Request(URL_OF_ENDPOINT, { method: 'POST', body: 'gone' });
  await request.text();
  expect(await run({}, {}, request)).toBeInstanceOf(TypeError);
  expect(sent).toHaveLength(0);
});

test('refuses to resend a stream', async () => {
  serve(refuse(503), ok());
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: new Blob(['once']).stream(),
    duplex: 'half',
  };
  const error = await runToError({}, init);
  expect(error).toMatchObject({ reason: 'body', attempts: 1 });
  expect(sent.map((request) => request.body)).toEqual(['once']);
});

test('refuses to resend what a generator yields', async () => {
  serve(refuse(503), ok());
  // eslint-disable-next-line @typescript-eslint/require-await -- what yields has nothing to wait for
  async function* yieldOnce(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode('once');
  }
  const init: object = { method: 'POST', body: yieldOnce(), duplex: 'half' };
  const error = await runToError({}, init);
  expect(error).toMatchObject({ reason: 'body', attempts: 1 });
});

test('reads little of a refusal’s endless body, and cancels it', async () => {
  const cancelled = vi.fn();
  let chunks = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1;
      pull(controller);
    },
    cancel: cancelled,
  });
  serve(new Response(body, { status: 503 }), ok());
  expect(await run()).toHaveProperty('status', 200);
  expect(cancelled).toHaveBeenCalledTimes(1);
  expect(chunks).toBeLessThan(20);
});

test('goes on when a refusal’s body breaks off', async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  serve(new Response(body, { status: 503 }), ok());
  expect(await run()).toHaveProperty('status', 200);
});

test('goes on when a refusal’s body stalls, as a real fetch fails it with the signal', async () => {
  const stalling = (signal: AbortSignal): Response => {
    const body = new ReadableStream({
      start(controller) {
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body, { status: 503 });
  };
  serve(stalling, ok());
  expect(await run({ attemptTimeoutMs: 1000, random: () => 0.5 })).toHaveProperty(
    'status',
    200,
  );
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1250]);
});

test('does not retry early after a wait too long for a timer', async () => {
  const days = 30 * 86_400;
  serve(refuse(429, { 'retry-after': String(days) }), ok());
  await run({ deadlineMs: Infinity, attemptTimeoutMs: Infinity, jitter: 'none' });
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, days * 1000]);
});

test('does not end an attempt early whose time is too long for a timer', async () => {
  serve('silence');
  await run({ deadlineMs: Infinity, attemptTimeoutMs: Infinity, maxAttempts: 1 });
  expect(performance.now()).toBe(2 ** 31 - 1);
});

test('leaves no timer behind', async () => {
  serve(ok());
  await fetchWithRetry(URL_OF_ENDPOINT);
  expect(vi.getTimerCount()).toBe(0);
});
