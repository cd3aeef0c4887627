import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { exampleCall, curlLine } from '../../src/local-endpoint/example-call.ts';
import { chooseScenario } from '../../src/local-endpoint/choose-scenario.ts';
import { getScenario, scenarioIds } from '../../src/sandbox/endpoint/scenarios.ts';
import { examCases } from '../../src/exam/cases.ts';
import { serve, untilOpen } from '../support/local-endpoint.ts';

const COMMAND = 'src/local-endpoint/command.ts';

/** Asks by node:http, which lets a test say any `Host`. */
async function ask(
  url: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number | undefined; text: string; allow: string | undefined }> {
  const { hostname, port } = new URL(url);
  const asked = httpRequest({ hostname, port, path, method, headers, agent: false });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response as AsyncIterable<Buffer>) text += chunk.toString();
  return { status: response.statusCode, text: text.trim(), allow: response.headers.allow };
}

const post = (url: string, path: string, body: string, headers: Record<string, string> = {}) =>
  ask(url, path, { method: 'POST', body, headers });

test('the clock is read and moved over HTTP, and the trace and a log with it', async () => {
  const { url } = await serve('standard-retry-after');
  await fetch(`${url}/items`);
  expect(JSON.parse((await ask(url, '/__clock')).text)).toEqual({
    clock: 'manual',
    nowMs: 0,
    epochMs: Date.parse('2026-11-24T02:00:00Z'),
    open: 0,
    nextMs: 100,
  });
  expect(JSON.parse((await post(url, '/__clock', '{"advanceMs":250}')).text)).toMatchObject({ nowMs: 250 });
  expect(JSON.parse((await post(url, '/__clock', '{"toMs":1000}')).text)).toMatchObject({ nowMs: 1_000, nextMs: null });
  expect((await post(url, '/__log', '{"text":"Gave up."}')).status).toBe(200);
  const trace = JSON.parse((await ask(url, '/__trace')).text) as { version: number; events: { kind: string }[] };
  expect(trace).toMatchObject({ version: 1, scenario: 'standard-retry-after', seed: 429 });
  expect(trace.events.map(({ kind }) => kind)).toEqual(['request', 'limit', 'response', 'chunk', 'log']);
  expect(trace.events.at(-1)).toEqual({ t: 1_000, kind: 'log', level: 'log', depth: 0, text: 'Gave up.' });
  expect(JSON.parse((await post(url, '/__reset', '{"seed":5}')).text)).toMatchObject({ nowMs: 0 });
  expect(JSON.parse((await ask(url, '/__trace')).text)).toMatchObject({ seed: 5, events: [] });
  expect((await post(url, '/__reset', '')).status).toBe(200);
  expect(JSON.parse((await ask(url, '/__trace')).text)).toMatchObject({ seed: 5 });
});

test.each([
  ['no JSON', 'advanceMs=5', /^The body is no JSON object\. Send one such as \{"advanceMs":1000\}\.$/],
  ['nothing', '', /^The body is no JSON object/],
  ['neither', '{}', /^Send either how far/],
  ['both', '{"advanceMs":1,"toMs":1}', /^Send either how far/],
  ['another name', '{"advance":1}', /^"advance" is not known here\. Use advanceMs or toMs\.$/],
  ['half a millisecond', '{"advanceMs":0.5}', /^"advanceMs" is 0\.5\. Send a whole number from 0 on\.$/],
  ['a step back', '{"advanceMs":-1}', /^"advanceMs" is -1\./],
  ['a text', '{"toMs":"9"}', /^"toMs" is "9"\./],
  ['the past', '{"toMs":99}', /^The clock can't go back: it stands at 100 ms, and 99 ms is before that\.$/],
  ['the year 3000', '{"advanceMs":30737232000000}', /up to ten years/],
])('a move of the clock by %s is told with 400, and moves nothing', async (_, body, said) => {
  const { url, advance, clockState } = await serve('standard-retry-after');
  await advance(100);
  const { status, text } = await post(url, '/__clock', body);
  expect((JSON.parse(text) as { error: string }).error).toMatch(said);
  expect(status).toBe(400);
  expect(await clockState()).toMatchObject({ nowMs: 100 });
});

test('the real clock is not moved', async () => {
  const { url } = await serve('standard-retry-after', { clock: 'real' });
  const { status, text } = await post(url, '/__clock', '{"advanceMs":1}');
  expect([status, text]).toEqual([
    409,
    '{"error":"The clock is real: it moves by itself. Start with --clock manual to move it."}',
  ]);
});

test.each([
  ['/__clokc', 'GET', 404, undefined, 'There is no /__clokc here.'],
  ['/__proto__', 'GET', 404, undefined, 'There is no /__proto__ here.'],
  ['/__trace', 'POST', 405, 'GET', '/__trace takes GET, not POST.'],
  ['/__clock', 'DELETE', 405, 'GET, POST', '/__clock takes GET, POST, not DELETE.'],
])('%s by %s is told with %i', async (path, method, status, allow, said) => {
  const { url, trace } = await serve('standard-retry-after');
  const answer = await ask(url, path, { method });
  expect(answer).toMatchObject({ status, allow });
  expect(answer.text).toContain(said);
  expect((await trace()).events).toEqual([]);
});

test.each([
  [{ host: 'evil.example' }, 'the Host header says "evil.example"'],
  [{ host: '127.0.0.1.evil.example:4290' }, 'the Host header says'],
  [{ host: 'localhost@evil.example' }, 'the Host header says'],
  [{ origin: 'https://evil.example' }, 'the Origin header says "https://evil.example"'],
  [{ origin: 'null' }, 'the Origin header says "null"'],
  [{ 'sec-fetch-site': 'cross-site' }, 'the Sec-Fetch-Site header says'],
])('a page of somebody else has no control: %o', async (headers, said) => {
  const { url, clockState } = await serve('standard-retry-after');
  for (const path of ['/__clock', '/__reset', '/__log', '/__trace']) {
    const { status, text } = await post(url, path, '{"advanceMs":5}', headers);
    expect((JSON.parse(text) as { error: string }).error).toContain(said);
    expect(status).toBe(403);
  }
  expect(await clockState()).toMatchObject({ nowMs: 0 });
});

test('a page of this machine, and a client that is no browser, has control', async () => {
  const { url } = await serve('standard-retry-after');
  for (const headers of [{ origin: 'http://localhost:5173' }, { host: 'localhost:4290' }, { host: '[::1]:4290' }]) {
    expect((await post(url, '/__clock', '{"advanceMs":5}', headers as Record<string, string>)).status).toBe(200);
  }
});

test('a body that is too large is told, and reaches neither the scenario nor the clock', async () => {
  const { url, trace } = await serve('standard-retry-after');
  const large = 'x'.repeat(1_000_001);
  for (const path of ['/items', '/__log']) {
    expect(await post(url, path, large)).toMatchObject({
      status: 413,
      text: expect.stringContaining('larger than 1,000,000 bytes') as string,
    });
  }
  expect((await trace()).events).toEqual([]);
  expect((await post(url, '/items', 'x'.repeat(1_000_000))).status).toBe(200);
});

test.each([
  [{ 'x-endpoint-timeout-ms': 'soon' }, 'Write whole milliseconds from 1 on'],
  [{ 'x-endpoint-timeout-ms': '0' }, 'Write whole milliseconds from 1 on'],
  [{ 'x-endpoint-latency': 'free' }, 'Write "counted", or leave it out'],
])('a request that asks nonsense of the clock is told: %o', async (headers, said) => {
  const { url, trace } = await serve('standard-retry-after');
  const { status, text } = await ask(url, '/items', { headers: headers });
  expect([status, text]).toEqual([400, expect.stringContaining(said)]);
  expect((await trace()).events).toEqual([]);
});

test('more than a thousand requests do not wait at once', async () => {
  const endpoint = await serve('no-answer');
  const leaving = new AbortController();
  const waiting = Array.from({ length: 1_000 }, () => fetch(endpoint.url, { signal: leaving.signal }));
  await untilOpen(endpoint, 1_000);
  const { status, text } = await ask(endpoint.url, '/items');
  expect([status, text]).toEqual([503, 'This endpoint lets 1,000 requests wait at once, and they all do.']);
  leaving.abort();
  await Promise.allSettled(waiting);
  await untilOpen(endpoint, 0);
});

test('a proxy gets the address whole, and opens no tunnel', async () => {
  const { url, trace } = await serve('hf-hub-window');
  expect((await ask(url, 'http://huggingface.co/api/models')).status).toBe(429);
  expect((await trace()).events[0]).toMatchObject({ url: 'https://huggingface.co/api/models' });
  expect(await ask(url, 'http://nowhere.example/')).toMatchObject({
    status: 421,
    text: 'fetch failed: no server answers at https://nowhere.example. This endpoint answers at https://huggingface.co.',
  });
  expect((await ask(url, `${url}/__clock`)).status).toBe(200);
  const { hostname, port } = new URL(url);
  const tunnel = httpRequest({ hostname, port, method: 'CONNECT', path: 'huggingface.co:443', agent: false });
  tunnel.end();
  const [answer] = (await once(tunnel, 'connect')) as [IncomingMessage];
  expect(answer.statusCode).toBe(501);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

test.skipIf(!hasCurl).each(scenarioIds)('the line for a shell that %s is shown with works', async (id) => {
  const { url, trace } = await serve(id);
  const line = curlLine(url, exampleCall(chooseScenario(id, {}).scenario));
  const timeout = `-H 'x-endpoint-timeout-ms: 5000'`;
  // What never answers is cut off, which curl calls a failure.
  const { stdout } = await promisify(execFile)('sh', ['-c', `${line} -s ${timeout} || true`]);
  const { events } = await trace();
  const answer = events.find(({ kind }) => kind === 'response');
  if (id === 'no-answer') return expect([stdout, events.at(-1)]).toMatchObject(['', { kind: 'abort' }]);
  expect(stdout).toMatch(/^HTTP\/1\.1 \d{3}/);
  // It is understood: what is refused is refused by the scenario's own limit.
  expect(answer).not.toMatchObject({ status: expect.toBeOneOf([404, 405, 415, 422]) as number });
  return expect(answer).not.toMatchObject({ status: 401 });
});

/** Starts the command as `npm run endpoint` does; gives its first line. */
async function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, line, url: /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '' };
}

test('the command serves until it is stopped, also while a request waits', async () => {
  const { child, line, url } = await start('--scenario', 'no-answer', '--port', '0', '--clock', 'manual');
  expect(line).toMatch(/^Listening on http:\/\/127\.0\.0\.1:\d+ \(no-answer, manual clock\)\. Stop with Ctrl\+C\.$/);
  const cutOff = expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect
    .poll(async () => (await fetch(`${url}/__clock`)).text(), { timeout: 20_000, interval: 10 })
    .toContain('"open":1');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await cutOff;
});

test('the command serves a case of the exam, and numbers that were set', async () => {
  const exam = await start('--scenario', 'exam:retry-after-seconds', '--port', '0', '--clock', 'manual');
  expect((await fetch(`${exam.url}/v1/answer`)).status).toBe(429);
  const set = await start('--scenario', 'fixed-window', '--set', 'limit=1', '--port', '0', '--clock', 'manual');
  expect([(await fetch(set.url)).status, (await fetch(set.url)).status]).toEqual([200, 429]);
});

test('a port that is in use is told, with status 2', async () => {
  const { url } = await serve('no-answer');
  const { port } = new URL(url);
  const { status, stderr, stdout } = spawnSync(process.execPath, [COMMAND, '--scenario', 'no-answer', '--port', port], {
    encoding: 'utf8',
  });
  expect(stderr.trim()).toBe(`Port ${port} is in use: stop what runs there, or take any that is free with --port 0.`);
  expect([status, stdout]).toEqual([2, '']);
});

test('--list shows every scenario with its numbers, and every case of the exam', () => {
  const { status, stdout } = spawnSync(process.execPath, [COMMAND, '--list'], { encoding: 'utf8' });
  expect(status).toBe(0);
  for (const id of scenarioIds) {
    const { title, description, fields } = getScenario(id);
    expect(stdout).toContain(`\n${id}\n  ${title}. ${description}\n`.slice(id === scenarioIds[0] ? 1 : 0));
    for (const { name, value, label } of fields) expect(stdout).toContain(`    --set ${name}=${value}  ${label}, `);
  }
  for (const { id, behaviour } of examCases) expect(stdout).toContain(`  exam:${id}  ${behaviour}\n`);
});
