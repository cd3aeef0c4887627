import { request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { LocalEndpoint } from '../../src/local-endpoint/local-endpoint.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import { runInNode } from '../../src/sandbox/host/node.ts';
import type { HeaderList, Trace, TraceEvent } from '../../src/sandbox/trace/events.ts';
import { serve, untilOpen } from '../support/local-endpoint.ts';

const refusals = await loadRefusals('src/content/refusals');
const POST = { method: 'POST', body: '{"inputs":"Why?"}', headers: { 'content-type': 'application/json' } };
const WITH_TOKEN = { ...POST, headers: { ...POST.headers, authorization: 'Bearer hf_your_token_here' } };
const TGI = 'abc123.us-east-1.aws.endpoints.huggingface.cloud';

interface Init {
  readonly headers: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
}

const PLAIN: Init = { headers: {} };
/** Scenarios, and what each is asked. */
const SAME: readonly (readonly [id: string, url: string, init: Init])[] = [
  ['hf-hub-window-small', 'https://huggingface.co/api/models?limit=1', PLAIN],
  ['token-bucket', 'https://api.example.com/items', PLAIN],
  ['concurrency', 'https://api.example.com/items', PLAIN],
  ['endpoint-cold', `https://${TGI}/generate`, WITH_TOKEN],
  ['tgi-stream-overload', `https://${TGI}/generate_stream`, WITH_TOKEN],
  ['exam:ratelimit', 'https://api.example.com/v1/answer', POST],
  ['dropped-connection', 'https://api.example.com/items', PLAIN],
];

/** What both sides of a comparison have: a real client sends headers of its own, in an order of its own. */
function comparable({ events }: Trace, sent: readonly string[]): TraceEvent[] {
  const kept = (headers: HeaderList): HeaderList => headers.filter(([name]) => sent.includes(name)).sort();
  return events
    .filter(({ kind }) => kind !== 'log' && kind !== 'end')
    .map((event) => (event.kind === 'request' ? { ...event, headers: kept(event.headers) } : event));
}

/** Does what a client's sleep does, for one that goes by the endpoint's clock. */
const sleepOn = (endpoint: LocalEndpoint) => (ms: number) => endpoint.advance(ms);

test.for(SAME)('a client that counts latency has the trace of the page: %s', async ([id, url, init]) => {
  const loop = async (ask: typeof fetch, target: string, sleep: (ms: number) => unknown): Promise<void> => {
    for (let attempt = 0; attempt < 8; attempt++) {
      const response = await ask(target, init).catch(() => null);
      const text = await response?.text().catch(() => 'cut');
      if (response?.status !== 200 || text === 'cut') await sleep(7_000);
    }
  };
  const endpoint = await serve(id);
  const local = `${endpoint.url}/${url.slice('https://'.length)}`;
  const counted: typeof fetch = (target, given) => {
    const headers = { ...init.headers, 'x-endpoint-latency': 'counted' };
    return fetch(target, { ...given, headers });
  };
  await loop(counted, local, sleepOn(endpoint));
  const overHttp = await endpoint.trace();

  const inPage = await pageTrace(id, overHttp.seed, loop, url, init);
  const names = Object.keys(init.headers);
  expect(comparable(overHttp, names)).toEqual(comparable(inPage, names));
  expect(overHttp.startEpochMs).toBe(inPage.startEpochMs);
  expect(overHttp.events.filter(({ kind }) => kind === 'request')).toHaveLength(8);
});

/** The same loop in an isolate, on its virtual clock. */
async function pageTrace(id: string, seed: number, loop: unknown, url: string, init: object): Promise<Trace> {
  const code = `
    const init = ${JSON.stringify(init)};
    const loop = ${String(loop)};
    await loop(fetch, ${JSON.stringify(url)}, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  `;
  if (!id.startsWith('exam:'))
    return runInNode({ files: { 'main.ts': code }, entry: 'main.ts', scenario: { id }, seed, refusals }).result;
  const { createNodeRunner } = await import('../../src/exam/node.ts');
  const { examCases } = await import('../../src/exam/cases.ts');
  const found = examCases.find((one) => `exam:${one.id}` === id);
  if (found === undefined) throw new Error(`The exam has no case ${id}.`);
  return createNodeRunner(refusals)({ files: { 'exam.ts': code } }, { server: found.server, seed });
}

test('50 callers at once are decided as in the page, and answered at that instant', async () => {
  const endpoint = await serve('exam:window-of-50');
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const response = await fetch(`${endpoint.url}/items`);
      return `${response.status} ${response.headers.get('retry-after')} ${(await response.text()).length > 0}`;
    }),
  );
  expect(answers.filter((answer) => answer === '200 null true')).toHaveLength(20);
  expect(answers.filter((answer) => answer === '429 10 true')).toHaveLength(30);
  expect(await endpoint.clockState()).toMatchObject({ nowMs: 0, open: 0 });
  await endpoint.moveTo(9_999);
  expect((await fetch(`${endpoint.url}/items`)).status).toBe(429);
  await endpoint.moveTo(10_000);
  expect((await fetch(`${endpoint.url}/items`)).status).toBe(200);
});

test('dates follow the manual clock, and a Retry-After with a date fits them', async () => {
  const endpoint = await serve('standard-retry-after-date', { settings: { limit: 1 } });
  await endpoint.advance(1_000);
  await fetch(endpoint.url);
  const refused = await fetch(endpoint.url);
  expect(refused.headers.get('date')).toBe('Tue, 24 Nov 2026 02:00:01 GMT');
  expect(refused.headers.get('retry-after')).toBe('Tue, 24 Nov 2026 02:00:10 GMT');
});

test('a stream whose latency is counted arrives whole, and moves the clock to its end', async () => {
  const endpoint = await serve('tgi-container-small');
  const init = { ...WITH_TOKEN, headers: { ...WITH_TOKEN.headers, 'x-endpoint-latency': 'counted' } };
  const whole = await fetch(`${endpoint.url}/generate_stream`, init);
  const { nowMs } = await endpoint.clockState();
  expect(nowMs).toBeGreaterThan(1_000);
  const events = (await whole.text()).split('\n\n').filter((event) => event !== '');
  expect(events.length).toBeGreaterThan(5);
  expect(events.every((event) => event.startsWith('data: '))).toBe(true);
});

interface Cut {
  readonly status: number | undefined;
  readonly body: string;
  readonly error: string | undefined;
}

/** Asks by node:http, which tells of what was cut. */
function askPlainly(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Cut> {
  return new Promise((resolve) => {
    let status: number | undefined;
    let body = '';
    const asked = httpRequest(url, { headers, agent: false }, (response: IncomingMessage) => {
      status = response.statusCode;
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('error', ({ message }) => resolve({ status, body, error: message }));
      response.on('end', () => resolve({ status, body, error: undefined }));
    });
    asked.on('error', ({ message }) => resolve({ status, body, error: message }));
    asked.end();
  });
}

test('a connection that breaks gives the headers and half of the body first', async () => {
  const endpoint = await serve('dropped-connection');
  expect(await askPlainly(endpoint.url)).toEqual({ status: 200, body: '{"ok":true,', error: 'aborted' });
  const dropped = await serve('exam:connection-drops');
  expect(await askPlainly(dropped.url)).toEqual({ status: undefined, body: '', error: 'socket hang up' });
});

test('a silent server holds the connection until the client leaves', async () => {
  const endpoint = await serve('no-answer');
  const leaving = new AbortController();
  const asked = fetch(endpoint.url, { signal: leaving.signal });
  await untilOpen(endpoint, 1);
  await endpoint.advance(3_600_000);
  expect((await endpoint.clockState()).open).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toThrow('aborted');
  await untilOpen(endpoint, 0);
  const { events } = await endpoint.trace();
  expect(events).toContainEqual({ t: 3_600_000, kind: 'abort', id: 1, reason: 'AbortError' });
});

test('a client with a timeout of its own is cut off when the clock is there, without waiting', async () => {
  const endpoint = await serve('exam:body-stalls');
  const stalled = await askPlainly(endpoint.url, { 'x-endpoint-timeout-ms': '30000' });
  expect(stalled).toMatchObject({ status: 429, error: 'aborted' });
  expect(stalled.body).toMatch(/^\{"error"/);
  expect(await endpoint.clockState()).toMatchObject({ nowMs: 30_000, open: 0 });
  const { events } = await endpoint.trace();
  expect(JSON.stringify(events)).not.toContain('x-endpoint');
  expect(events).toContainEqual({ t: 30_000, kind: 'abort', id: 1, reason: 'TimeoutError' });
});

test('a replica that starts holds the request as long as it may', async () => {
  const endpoint = await serve('endpoint-cold');
  const asked = fetch(`${endpoint.url}/generate`, {
    ...WITH_TOKEN,
    headers: { ...WITH_TOKEN.headers, 'x-scale-up-timeout': '60' },
  });
  await untilOpen(endpoint, 1);
  expect(await endpoint.advance(41_999)).toMatchObject({ open: 1, nextMs: 42_000 });
  expect(await endpoint.advance(1)).toMatchObject({ nowMs: 42_000, open: 0 });
  expect((await asked).status).toBe(200);
});

test('a client that leaves the queue lets the next one forward, over real connections', async () => {
  const endpoint = await serve('concurrency-queue', { settings: { limit: 1, queue: 2 } });
  await fetch(endpoint.url);
  const leaving = new AbortController();
  const second = fetch(endpoint.url, { signal: leaving.signal });
  await untilOpen(endpoint, 1);
  const third = fetch(endpoint.url);
  await untilOpen(endpoint, 2);
  leaving.abort();
  await expect(second).rejects.toThrow('aborted');
  await untilOpen(endpoint, 1);
  await endpoint.advance(2_000);
  expect(await (await third).json()).toEqual({ ok: true, request: 3 });
});

test('on the real clock an answer comes when its time has, and dates are those of today', async () => {
  let nowMs = 5_000.5;
  const due: { atMs: number; run: () => void }[] = [];
  const time = {
    monotonicMs: () => nowMs,
    epochMs: () => Date.UTC(2030, 0, 1),
    wake(afterMs: number, run: () => void) {
      due.push({ atMs: nowMs + afterMs, run });
      return () => void due.splice(0);
    },
  };
  const endpoint = await serve('standard-retry-after', { clock: 'real', time });
  const asked = fetch(endpoint.url);
  await untilOpen(endpoint, 1);
  expect(await endpoint.clockState()).toMatchObject({ clock: 'real', nowMs: 0, nextMs: 100 });
  expect(due.map(({ atMs }) => atMs)).toEqual([5_100.5]);
  nowMs = 5_100.5;
  due[0]?.run();
  const answer = await asked;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  await expect(endpoint.advance(1)).rejects.toThrow('The clock is real');
});

test('a reset cuts off who waits, and begins anew at 0', async () => {
  const endpoint = await serve('concurrency-queue', { settings: { limit: 1 } });
  await fetch(endpoint.url);
  const waiting = fetch(endpoint.url);
  await untilOpen(endpoint, 1);
  await endpoint.advance(500);
  expect(await endpoint.reset(7)).toMatchObject({ nowMs: 0, open: 0, nextMs: null });
  await expect(waiting).rejects.toThrow('fetch failed');
  expect(await endpoint.trace()).toMatchObject({ seed: 7, events: [] });
  expect(await (await fetch(endpoint.url)).json()).toEqual({ ok: true, request: 1 });
});
