import { expect, test } from 'vitest';
import { collectAttempts } from '../../../src/sandbox/trace/attempts.ts';
import type { Attempt } from '../../../src/sandbox/trace/attempts.ts';
import type { TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { rawHttpHtml } from '../../../src/sandbox/trace/raw-http-html.ts';
import { rawHttp, rawHttpText } from '../../../src/sandbox/trace/raw-http.ts';
import { cutOff, exchange, request, response, streamed } from './fixtures.ts';

function attemptOf(events: readonly TraceEvent[], id = 1): Attempt {
  const attempt = collectAttempts(events).find((each) => each.id === id);
  if (!attempt) throw new Error(`There is no attempt ${id}.`);
  return attempt;
}

test('writes request and response as they went over the wire', () => {
  const headers = [['retry-after', '5']] as const;
  const events = exchange({
    id: 1,
    t: 0,
    status: 429,
    headers,
    url: 'https://api.example:8443/v1/x?y=1#z',
    text: '{"error":"no"}',
  });
  expect(rawHttpText(rawHttp(attemptOf(events)))).toBe(
    `POST /v1/x?y=1 HTTP/1.1
host: api.example:8443
authorization: Bearer hf_•••
content-type: application/json

{"inputs":"try again later"}

HTTP/1.1 429 Too Many Requests
retry-after: 5

{"error":"no"}
`,
  );
});

test('writes no body and no host twice, and the root for a bare origin', () => {
  const bare: TraceEvent = {
    t: 0,
    kind: 'request',
    id: 1,
    method: 'GET',
    url: 'http://a.example',
    headers: [['host', 'b.example']],
    body: null,
  };
  expect(rawHttp(attemptOf([bare])).request).toBe('GET / HTTP/1.1\nhost: b.example\n');
});

test('leaves out the reason phrase where there is none', () => {
  const events = [request({ id: 1, t: 0 }), response({ id: 1, t: 5, status: 299 })];
  expect(rawHttp(attemptOf(events)).responseHead).toBe('HTTP/1.1 299\n');
});

test('keeps the parts of a stream with their instants', () => {
  const raw = rawHttp(attemptOf(streamed.events, 2));
  expect(raw.parts).toHaveLength(21);
  expect(raw.parts[1]).toEqual({ atMs: 1090, text: 'data:{"token":{"text":"1"}}\n\n' });
  expect(rawHttpHtml(raw)).toContain('<time data-t="1090">1.09 s</time><span>+0.09 s</span>');
  expect(rawHttpText(raw)).toContain('"0"}}\n\ndata:{"token":{"text":"1"}}\n\n');
});

test.each([
  ['a timeout', attemptOf(cutOff.events, 1), 'Timed out by the snippet at 2.00 s (TimeoutError).'],
  ['a lost connection', attemptOf(cutOff.events, 2), 'No connection at 3.04 s: The connection dropped.'],
  ['no answer yet', attemptOf([request({ id: 1, t: 0 })]), 'No answer yet.'],
  ['half a body', attemptOf([request({ id: 1, t: 0 }), response({ id: 1, t: 5 })]), 'The body is not complete.'],
  ['a good end', attemptOf(exchange({ id: 1, t: 0 })), null],
])('notes %s', (_, attempt, note) => {
  expect(rawHttp(attempt).note).toBe(note);
});

test('makes nothing but text of what was sent and answered', () => {
  const hostile = '</pre><img src=x onerror=alert(1)>"\'';
  const events = exchange({
    id: 1,
    t: 0,
    status: 429,
    url: `https://a.example/${hostile}`,
    body: hostile,
    text: hostile,
    headers: [['x', hostile]],
    statusText: hostile,
  });
  const html = rawHttpHtml(rawHttp(attemptOf(events)));
  expect(html.match(/<[^>]*>/g)).toEqual([
    '<pre class="http-request">',
    '</pre>',
    '<pre class="http-response">',
    '</pre>',
  ]);
});
