// SPDX-License-Identifier: MIT-0
// sse-guard 1.1.0 sha256:5b8a8eb12ff21a65 https://try-again-later.example/fixes/sse-guard/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { expect, test } from 'vitest';
import { guardEventStream, SseError, type SseGuardOptions } from './sse-guard.js';

const HELLO = 'data: {"choices":[{"delta":{"content":"Hello"}}]}\n\n';
const DONE = 'data: [DONE]\n\n';
const OVERLOADED = 'data: {"error":"Model is overloaded","error_type":"overloaded"}\n\n';

/** An answer whose body comes in these chunks, and what was asked of it. */
function serve(
  chunks: readonly (string | Uint8Array | Error)[],
  init: ResponseInit = {},
) {
  const asked: { pulls: number; cancelledWith?: unknown } = { pulls: 0 };
  const rest = [...chunks];
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        asked.pulls++;
        const next = rest.shift();
        if (next === undefined) controller.close();
        else if (next instanceof Error) controller.error(next);
        else
          controller.enqueue(
            typeof next === 'string' ? new TextEncoder().encode(next) : next,
          );
      },
      cancel(reason) {
        asked.cancelledWith = reason;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
  return { asked, response: new Response(body, { headers, ...init }) };
}

/** What a reader of the guarded stream gets, and the error that ends it. */
async function read(
  chunks: readonly (string | Uint8Array | Error)[],
  options?: SseGuardOptions,
) {
  const guarded = await guardEventStream(serve(chunks).response, options);
  const decoder = new TextDecoder();
  let text = '';
  const reader = guarded.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return { text, error: undefined };
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    return { text, error };
  }
}

const guardToError = (
  chunks: readonly string[],
  options?: SseGuardOptions,
): Promise<unknown> =>
  guardEventStream(serve(chunks).response, options).catch((error: unknown) => error);

test.each<[string, string, number | undefined, boolean]>([
  ['TGI, generate_stream', OVERLOADED, undefined, true],
  [
    'TGI, chat completions',
    `data: {"error":{"message":"Model is overloaded","http_status_code":422}}\n\n${DONE}`,
    422,
    true,
  ],
  [
    'SGLang',
    'data: {"error":{"message":"The request queue is full.","code":503}}\n\n',
    503,
    true,
  ],
  ['an object of the kind error', 'data: {"object":"error","code":400}\n\n', 400, false],
  ['an event named error', 'event: error\ndata: something broke\n\n', undefined, false],
  [
    'an event named error, with CRLF',
    'event: error\r\ndata: something broke\r\n\r\n',
    undefined,
    false,
  ],
  [
    'an error that no wait cures',
    'data: {"error":{"code":"insufficient_quota","message":"no money"}}\n\n',
    undefined,
    false,
  ],
  [
    'a response that failed',
    'event: response.failed\ndata: {"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"no"},"instructions":"Speak of overload."}}\n\n',
    undefined,
    false,
  ],
  [
    'a response that failed, in time for another try',
    'data: {"type":"response.failed","response":{"error":{"code":"rate_limit_exceeded","message":"no"}}}\n\n',
    undefined,
    true,
  ],
  [
    'an error whose text has ends of line as JavaScript has them',
    'data: {"error":"Model is overloaded\u2028Come\u2029back"}\n\n',
    undefined,
    true,
  ],
  ['an error that says nothing', 'data: {"error":{}}\n\n', undefined, false],
  ['an error in several lines', 'data: {"error":\ndata: "no"}\n\n', undefined, false],
  ['an error behind a comment', `: ping\n\n${OVERLOADED}`, undefined, true],
  ['an error with CRLF', OVERLOADED.replaceAll('\n', '\r\n'), undefined, true],
])(
  'throws before the answer is handed on: %s',
  async (_name, text, status, isOverload) => {
    const { response, asked } = serve([text, HELLO]);
    const error = await guardEventStream(response).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SseError);
    expect(error).toMatchObject({
      name: 'SseError',
      reason: 'error',
      status,
      isOverload,
    });
    expect(error).toMatchObject({ eventsBefore: 0 });
    expect(asked.cancelledWith).toBe(error);
  },
);

test('an unended error at the end of a stream is one', async () => {
  expect(await guardToError([OVERLOADED.trim()])).toMatchObject({ reason: 'error' });
});

test('finds an error wherever the network cuts it', async () => {
  for (const text of [OVERLOADED, OVERLOADED.replaceAll('\n', '\r\n')]) {
    for (let cut = 1; cut < text.length; cut++) {
      const error = await guardToError([text.slice(0, cut), text.slice(cut)]);
      expect(error).toMatchObject({ reason: 'error', eventsBefore: 0 });
    }
  }
});

test('passes bytes unchanged, however they are cut', async () => {
  const stream = `: ping\r\n\r\n${HELLO}id: 7\rdata: "\u00e9\u20ac\u{1f600}"\r\r${HELLO}${DONE}`;
  const bytes = new TextEncoder().encode(stream);
  for (const size of [1, 2, 3, 7, 1000]) {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size)
      chunks.push(bytes.slice(at, at + size));
    expect(await read(chunks)).toEqual({ text: stream, error: undefined });
  }
});

test('an error later on ends the stream, after all that came before it', async () => {
  const { text, error } = await read([HELLO, `${HELLO}${OVERLOADED}${DONE}`]);
  expect(text).toBe(HELLO + HELLO);
  expect(error).toMatchObject({ reason: 'error', eventsBefore: 2, isOverload: true });
});

test('finds an error behind characters of several bytes', async () => {
  const { text, error } = await read([
    `data: "\u00e9\u20ac\u{1f600}"\n\n${OVERLOADED}`,
    HELLO,
  ]);
  expect(text).toBe('data: "\u00e9\u20ac\u{1f600}"\n\n');
  expect(error).toMatchObject({ reason: 'error', eventsBefore: 1 });
});

test('a stream without its done mark was cut short', async () => {
  const { text, error } = await read([HELLO, 'data: hal'], { doneMark: '[DONE]' });
  expect(text).toBe(`${HELLO}data: hal`);
  expect(error).toMatchObject({ reason: 'cut-short', isOverload: false });
  expect(String(error)).toContain('an end without its mark after 2 events: hal');
  expect(await guardToError([], { doneMark: '[DONE]' })).toMatchObject({
    reason: 'cut-short',
    eventsBefore: 0,
  });
});

test('a stream with its done mark is whole, and without the option any end is one', async () => {
  const whole = await read([HELLO, DONE], { doneMark: '[DONE]' });
  expect(whole).toEqual({ text: HELLO + DONE, error: undefined });
  expect(await read([HELLO])).toEqual({ text: HELLO, error: undefined });
  expect(await read([])).toEqual({ text: '', error: undefined });
});

test('looks at as many events first as it is told', async () => {
  const options = { eventsFirst: 2 };
  expect(await guardToError([HELLO, OVERLOADED], options)).toMatchObject({
    eventsBefore: 1,
  });
  expect(await read([HELLO, HELLO, OVERLOADED], options)).toMatchObject({
    text: HELLO + HELLO,
  });
});

test('an error that is null or empty is none', async () => {
  const text =
    'data: {"error":null}\n\ndata: {"error":""}\n\ndata: null\n\n' +
    'data: {"type":"response.completed","response":{"error":null}}\n\n';
  expect(await read([text])).toEqual({ text, error: undefined });
});

test.each<[string, ResponseInit]>([
  ['JSON', { headers: { 'content-type': 'application/json' } }],
  ['a refusal', { status: 429, headers: { 'content-type': 'text/event-stream' } }],
])('hands %s back as it is', async (_name, init) => {
  const { response, asked } = serve([OVERLOADED], init);
  expect(await guardEventStream(response)).toBe(response);
  expect(asked.pulls).toBe(0);
});

test('keeps status and headers', async () => {
  const { response } = serve([HELLO], {
    status: 201,
    headers: { 'content-type': 'text/event-stream', 'x-request-id': 'r1' },
  });
  const guarded = await guardEventStream(response);
  expect(guarded.status).toBe(201);
  expect(guarded.headers.get('x-request-id')).toBe('r1');
  expect(guarded.url).toBe(response.url);
});

test('reads no faster than its reader, and passes a cancel on', async () => {
  const { response, asked } = serve([HELLO, HELLO, HELLO, HELLO]);
  const reader = (await guardEventStream(response)).body?.getReader();
  expect(asked.pulls).toBe(1);
  await reader?.read();
  expect(asked.pulls).toBe(1);
  await reader?.read();
  expect(asked.pulls).toBe(2);
  await reader?.cancel('enough');
  expect(asked.cancelledWith).toBe('enough');
});

test('a connection that breaks is an error too, at the start and later', async () => {
  const broken = new TypeError('terminated');
  await expect(guardEventStream(serve([broken]).response)).rejects.toBe(broken);
  expect(await read([HELLO, broken])).toEqual({ text: HELLO, error: broken });
});

test('holds no more than a part of an event without end', async () => {
  const chunk = `data: ${'x'.repeat(20_000)}`;
  const { response, asked } = serve(Array.from({ length: 50 }, () => chunk));
  const reader = (await guardEventStream(response)).body?.getReader();
  const first = await reader?.read();
  expect(first?.value?.length).toBeLessThan(100_000);
  expect(asked.pulls).toBeLessThan(6);
});
