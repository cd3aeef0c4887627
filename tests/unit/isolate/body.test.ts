import { ReadableStream } from 'web-streams-polyfill';
import { expect, test } from 'vitest';
import { PlainBlob } from '../../../src/sandbox/isolate/blob.ts';
import { createPushSource } from '../../../src/sandbox/isolate/body-source.ts';
import { PlainFormData } from '../../../src/sandbox/isolate/form-data.ts';
import { PlainRequest, takeRequestBytes } from '../../../src/sandbox/isolate/request.ts';
import { PlainResponse, createNetworkResponse } from '../../../src/sandbox/isolate/response.ts';
import { TextDecoderStream } from '../../../src/sandbox/isolate/text-streams.ts';

const URL_OF_API = 'https://api.test/v1';
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

test('a body can be read once, in every form', async () => {
  expect(await new PlainResponse('{"a":1}').json()).toEqual({ a: 1 });
  expect(await new PlainResponse(bytes('hi')).text()).toBe('hi');
  expect(await new PlainResponse(new PlainBlob(['a', 'b'])).arrayBuffer()).toEqual(bytes('ab').buffer);
  const response = new PlainResponse('once');
  await response.text();
  expect(response.bodyUsed).toBe(true);
  await expect(response.text()).rejects.toThrow('Body is unusable: it has already been read.');
});

test('a locked stream makes the body unusable', async () => {
  const response = new PlainResponse('x');
  response.body?.getReader();
  await expect(response.text()).rejects.toThrow('its stream is locked');
});

test('a clone and its original both read all of a body that is still arriving', async () => {
  const source = createPushSource();
  const head = { url: URL_OF_API, status: 200, statusText: 'OK', headers: new Headers() };
  const response = createNetworkResponse({ ...head, source });
  const clone = response.clone();
  const texts = Promise.all([response.text(), clone.text()]);
  for (const chunk of ['a', 'b', 'c']) source.push(bytes(chunk));
  source.close();
  expect(await texts).toEqual(['abc', 'abc']);
  expect(clone.url).toBe(URL_OF_API);
  expect(() => response.clone()).toThrow(TypeError);
});

test('cancelling the stream reaches the source, and once only', async () => {
  const reasons: unknown[] = [];
  const source = createPushSource((reason) => reasons.push(reason));
  const response = createNetworkResponse({ url: '', status: 200, statusText: '', headers: new Headers(), source });
  await response.body?.cancel('enough');
  expect(reasons).toEqual(['enough']);
  expect(response.bodyUsed).toBe(true);
});

test('a failed source fails its readers', async () => {
  const source = createPushSource();
  const response = createNetworkResponse({ url: '', status: 200, statusText: '', headers: new Headers(), source });
  const text = response.text();
  source.push(bytes('half'));
  source.fail(new TypeError('dropped'));
  await expect(text).rejects.toThrow('dropped');
});

test('a request keeps its body for sending, and refuses to be sent twice', () => {
  const request = new PlainRequest(URL_OF_API, { method: 'post', body: 'hello' });
  expect(request.method).toBe('POST');
  expect(request.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
  const copy = request.clone();
  expect(takeRequestBytes(request)).toEqual(bytes('hello'));
  expect(takeRequestBytes(copy)).toEqual(bytes('hello'));
  expect(() => takeRequestBytes(request)).toThrow('already been read');
  expect(() => new PlainRequest(request)).toThrow('already been read');
});

test('a request made from a request takes its body over', () => {
  const first = new PlainRequest(URL_OF_API, { method: 'POST', body: 'x', headers: { a: '1' } });
  const second = new PlainRequest(first, { headers: { b: '2' } });
  expect([...second.headers]).toEqual([['b', '2']]);
  expect(takeRequestBytes(second)).toEqual(bytes('x'));
  expect(first.bodyUsed).toBe(true);
});

const stream = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes('a'));
      controller.enqueue(bytes('b'));
      controller.close();
    },
  });

test('a request whose body is a stream is sent whole after it was cloned, and so is its clone', async () => {
  const request = new PlainRequest(URL_OF_API, { method: 'POST', body: stream(), duplex: 'half' });
  const copy = request.clone();
  expect(await takeRequestBytes(new PlainRequest(request))).toEqual(bytes('ab'));
  expect(await takeRequestBytes(new PlainRequest(copy))).toEqual(bytes('ab'));
});

test('a stream is sent once it has been read, and needs duplex', async () => {
  expect(() => new PlainRequest(URL_OF_API, { method: 'POST', body: stream() })).toThrow("duplex: 'half'");
  const request = new PlainRequest(URL_OF_API, { method: 'POST', body: stream(), duplex: 'half' });
  expect(await takeRequestBytes(request)).toEqual(bytes('ab'));
});

const badRequests: readonly [string, () => PlainRequest, RegExp][] = [
  ['a relative address', () => new PlainRequest('/models'), /Failed to parse URL "\/models"/],
  ['credentials in the address', () => new PlainRequest('https://a:b@c.test'), /credentials/],
  ['a body with GET', () => new PlainRequest(URL_OF_API, { body: 'x' }), /can't have a body/],
  ['a method that is none', () => new PlainRequest(URL_OF_API, { method: 'GE T' }), /not an HTTP method/],
  ['a method that fetch does not send', () => new PlainRequest(URL_OF_API, { method: 'trace' }), /TRACE/],
];

test.each(badRequests)('refuses %s in our words', (_name, make, message) => {
  expect(make).toThrow(message);
});

test('encodes forms as multipart', async () => {
  const form = new PlainFormData();
  form.append('text', 'hi');
  form.append('file', new PlainBlob(['data'], { type: 'text/plain' }), 'a"b.txt');
  const request = new PlainRequest(URL_OF_API, { method: 'POST', body: form });
  const boundary = /boundary=(.+)$/.exec(request.headers.get('content-type') ?? '')?.[1] ?? '';
  const text = new TextDecoder().decode((await takeRequestBytes(request)) ?? new Uint8Array());
  expect(text).toBe(
    `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a%22b.txt"\r\n` +
      `Content-Type: text/plain\r\n\r\ndata\r\n--${boundary}--\r\n`,
  );
});

test('decodes text that is cut within a character', async () => {
  const [first, second] = [bytes('é').slice(0, 1), bytes('é').slice(1)];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader.read()).toEqual({ done: false, value: 'é' });
});
