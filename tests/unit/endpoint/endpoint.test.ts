import { expect, test } from 'vitest';
import { createEndpoint } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import type { ScheduledResponse } from '../../../src/sandbox/endpoint/endpoint-types.ts';
import {
  ask,
  bodyText,
  chat,
  generate,
  headerOf,
  HUB,
  incoming,
  open,
  refusals,
  resolved,
  TGI,
  TOKEN,
  type Asked,
} from './support/ask.ts';

const models: Asked = { url: `${HUB}/api/models` };
const plain: Asked = { url: 'https://api.example.com/jobs' };

test('counts down in the headers of every answer of the Hub, and starts anew with the next window', async () => {
  const endpoint = open('hf-hub-window-small');
  const seen: (string | undefined)[] = [];
  for (const [index, t] of [0, 100, 2_500, 2_600, 2_700, 2_800, 9_999, 10_000].entries()) {
    const answer = await ask(endpoint, t, index + 1, models);
    seen.push(`${answer.status} ${headerOf(answer, 'ratelimit')}`);
    expect(headerOf(answer, 'ratelimit-policy')).toBe('"fixed window";"api";q=5;w=10');
  }
  expect(seen).toEqual([
    '200 "api";r=4;t=10',
    '200 "api";r=3;t=10',
    '200 "api";r=2;t=8',
    '200 "api";r=1;t=8',
    '200 "api";r=0;t=8',
    '429 "api";r=0;t=8',
    '429 "api";r=0;t=1',
    '200 "api";r=4;t=10',
  ]);
});

test('tells of each limit event what the limiter holds', async () => {
  const endpoint = open('hf-hub-window');
  const refused = await ask(endpoint, 0, 1, models);
  const state = { limiter: 'fixed-window', limit: 1_000, windowMs: 300_000 };
  expect(refused.limits).toEqual([
    { t: 0, kind: 'limit', id: 1, change: 'refused', ...state, remaining: 0, resetsAtMs: 55_000 },
  ]);
  const admitted = await ask(endpoint, 55_000, 2, models);
  expect(admitted.limits).toEqual([
    { t: 55_000, kind: 'limit', id: 2, change: 'admitted', ...state, remaining: 999, resetsAtMs: 355_000 },
  ]);
});

test('counts files in a window of their own, which the picture does not show', async () => {
  const endpoint = open('hf-hub-window');
  const file = await ask(endpoint, 0, 1, { url: `${HUB}/openai-community/gpt2/resolve/main/config.json` });
  expect(file.status).toBe(200);
  expect(headerOf(file, 'ratelimit')).toBe('"resolvers";r=4999;t=300');
  expect(file.limits).toEqual([]);
});

test('gives an account its own window once there is a token', async () => {
  const endpoint = open('hf-hub-window-anonymous');
  expect(await ask(endpoint, 0, 1, { ...models, headers: { authorization: '' } })).toMatchObject({ status: 429 });
  const answer = await ask(endpoint, 0, 2, models);
  expect(answer.status).toBe(200);
  expect(headerOf(answer, 'ratelimit')).toBe('"api";r=999;t=300');
});

test('lets the commits through that are left, and then no more for an hour', async () => {
  const endpoint = open('hf-hub-action-limit');
  const commit = { url: `${HUB}/api/models/you/model/commit/main`, json: {} };
  const statuses: number[] = [];
  for (const [index, t] of [0, 1, 2, 3, 3_599_999, 3_600_000].entries()) {
    statuses.push((await ask(endpoint, t, index + 1, commit)).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429, 200]);
});

test('answers at the instants that the scenario says', async () => {
  const endpoint = open('fixed-window', { limit: 1 });
  const success = await ask(endpoint, 1_000, 1, plain);
  expect(success).toMatchObject({ headersAtMs: 1_100, end: { kind: 'close', atMs: 1_100 } });
  expect(success.chunks.map(({ atMs }) => atMs)).toEqual([1_100]);
  const refusal = await ask(endpoint, 1_500, 2, plain);
  expect(refusal).toMatchObject({ status: 429, headersAtMs: 1_520, end: { kind: 'close', atMs: 1_520 } });
});

test('refuses on a cold endpoint after 50 ms, and serves 42 s after the first request', async () => {
  const endpoint = open('endpoint-cold');
  const at = async (t: number, id: number) => ask(endpoint, t, id, generate());
  expect(await at(1_000, 1)).toMatchObject({ status: 503, headersAtMs: 1_050 });
  expect(await at(42_999, 2)).toMatchObject({ status: 503 });
  const served = await at(43_000, 3);
  expect(served.status).toBe(200);
  expect(served.limits).toMatchObject([{ limiter: 'cold-start', change: 'admitted', remaining: 1, readyAtMs: 43_000 }]);
});

test('holds a request on a cold endpoint as long as X-Scale-Up-Timeout allows', async () => {
  const held = { ...generate(), headers: { 'x-scale-up-timeout': '600' } };
  const answer = await ask(open('endpoint-cold'), 0, 1, held);
  expect(answer.status).toBe(200);
  expect(answer.headersAtMs).toBeGreaterThan(42_000);
  expect(answer.headersAtMs).toBeLessThan(43_000);
  expect(answer.limits).toMatchObject([{ change: 'queued' }]);

  const impatient = { ...generate(), headers: { 'x-scale-up-timeout': '10' } };
  expect(await ask(open('endpoint-cold'), 0, 1, impatient)).toMatchObject({ status: 503, headersAtMs: 10_050 });
  const nonsense = { ...generate(), headers: { 'x-scale-up-timeout': 'soon' } };
  expect(await ask(open('endpoint-cold'), 0, 1, nonsense)).toMatchObject({ status: 503, headersAtMs: 50 });
});

test('does not wake a cold endpoint with a wrong token', async () => {
  const endpoint = open('endpoint-cold');
  const wrong = { ...generate(), headers: { authorization: 'Bearer undefined' } };
  expect(await ask(endpoint, 0, 1, wrong)).toMatchObject({ status: 401, limits: [] });
  expect(await ask(endpoint, 42_000, 2, generate())).toMatchObject({ status: 503 });
});

test('is busy with others for 20 s and has room after that', async () => {
  const endpoint = open('tgi-busy');
  expect(await ask(endpoint, 19_999, 1, generate())).toMatchObject({ status: 429 });
  expect(await ask(endpoint, 20_000, 2, generate())).toMatchObject({ status: 200 });
});

test('admits 128 requests at once into a TGI container, no more, and frees a slot when one ends', async () => {
  const endpoint = open('tgi-container');
  let firstEndMs = Infinity;
  for (let id = 1; id <= 128; id += 1) {
    const answer = await ask(endpoint, 0, id, id % 2 === 0 ? generate() : chat({ stream: true }));
    expect(answer.status).toBe(200);
    if (answer.end.kind === 'close') firstEndMs = Math.min(firstEndMs, answer.end.atMs);
  }
  expect(await ask(endpoint, firstEndMs - 1, 129, generate())).toMatchObject({ status: 429 });
  expect(endpoint.finish(firstEndMs, 129)).toEqual([]);
  expect(await ask(endpoint, firstEndMs, 130, generate())).toMatchObject({ status: 200 });
});

test('wakes nobody and holds nothing when a request is refused', async () => {
  const endpoint = open('tgi-busy');
  await ask(endpoint, 0, 1, generate());
  expect(endpoint.abort(10, 1)).toEqual({ rescheduled: [], limits: [] });
  expect(endpoint.finish(20, 1)).toEqual([]);
  expect(endpoint.finish(20, 77)).toEqual([]);
});

test('tells the state of the slots when a request ends', async () => {
  const endpoint = open('concurrency');
  await ask(endpoint, 0, 1, plain);
  await ask(endpoint, 500, 2, plain);
  const state = { limiter: 'concurrency', limit: 2, queued: 0, queueLimit: 0 };
  expect(endpoint.finish(2_000, 1)).toEqual([
    { t: 2_000, kind: 'limit', id: 1, change: 'released', ...state, remaining: 1 },
  ]);
  expect(endpoint.finish(2_000, 1)).toEqual([]);
});

test('tells nothing at the end of a request that held no slot', async () => {
  const endpoint = open('fixed-window');
  await ask(endpoint, 0, 1, plain);
  expect(endpoint.finish(100, 1)).toEqual([]);
  await ask(endpoint, 200, 2, plain);
  expect(endpoint.abort(250, 2)).toEqual({ rescheduled: [], limits: [] });
});

test('rounds Retry-After up, so that a retry after it passes', async () => {
  for (const id of ['fixed-window', 'sliding-window', 'token-bucket']) {
    const endpoint = open(id);
    for (let request = 1; request <= 5; request += 1) await ask(endpoint, 0, request, plain);
    const refused = await ask(endpoint, 300, 6, plain);
    const seconds = id === 'token-bucket' ? 2 : 10;
    expect(headerOf(refused, 'retry-after'), id).toBe(String(seconds));
    expect(await ask(endpoint, 300 + seconds * 1_000, 7, plain), id).toMatchObject({ status: 200 });
  }
});

test('brings queued answers forward when one that is being worked on is aborted', async () => {
  const endpoint = open('concurrency-queue');
  for (const id of [1, 2]) await ask(endpoint, 0, id, plain);
  const third = await ask(endpoint, 100, 3, plain);
  const fourth = await ask(endpoint, 200, 4, plain);
  expect([third.headersAtMs, fourth.headersAtMs]).toEqual([4_000, 4_000]);
  expect(fourth.limits).toMatchObject([{ change: 'queued', remaining: 0, queued: 2, queueLimit: 4 }]);

  const { rescheduled, limits } = endpoint.abort(500, 1);
  expect(limits).toMatchObject([{ t: 500, id: 1, change: 'released', remaining: 0, queued: 1 }]);
  expect(rescheduled.map(({ id, headersAtMs, end }) => ({ id, headersAtMs, end }))).toEqual([
    { id: 3, headersAtMs: 2_500, end: { kind: 'close', atMs: 2_500 } },
  ]);
  expect(rescheduled.map(bodyText)).toEqual([third.text]);
  expect(endpoint.abort(600, 1)).toEqual({ rescheduled: [], limits: [] });
});

test('moves the whole queue when one that waits is aborted', async () => {
  const endpoint = open('concurrency-queue', { limit: 1 });
  for (const id of [1, 2, 3]) await ask(endpoint, 0, id, plain);
  expect(endpoint.abort(10, 2).rescheduled).toMatchObject([{ id: 3, headersAtMs: 4_000 }]);
});

test('serves a commit after all when the one before it goes away, and refuses the one that then waits too long', async () => {
  const scenario = resolved('hf-hub-git-queue', { latencyMs: 6_000 });
  const endpoint = createEndpoint({ ...scenario, timing: { ...scenario.timing, jitter: 0 } }, refusals, 1);
  const commit = { url: `${HUB}/api/models/you/model/commit/main`, json: {} };
  const answers = [];
  for (const [id, t] of [
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 3_000],
  ] as const)
    answers.push(await ask(endpoint, t, id, commit));
  const said = ({ id, status, headersAtMs }: ScheduledResponse) => `${id}: ${status} at ${headersAtMs}`;
  expect(answers.map(said)).toEqual(['1: 200 at 6000', '2: 200 at 12000', '3: 429 at 10040', '4: 200 at 18000']);
  expect(answers[2]?.limits).toMatchObject([{ change: 'refused', queued: 2 }]);

  const { rescheduled } = endpoint.abort(3_500, 1);
  expect(rescheduled.map(said)).toEqual(['2: 200 at 9500', '3: 200 at 15500', '4: 429 at 13040']);
  expect(endpoint.finish(9_500, 2)).toMatchObject([{ change: 'released', id: 2 }]);
  expect(endpoint.finish(13_040, 4)).toEqual([]);
});

test('refuses by the bucket until the milliseconds that it named have passed', async () => {
  const json = { messages: [{ role: 'user', content: 'x'.repeat(120) }] };
  const request = { url: 'https://router.huggingface.co/v1/chat/completions', json };
  const endpoint = open('providers-rate-limit');
  expect(await ask(endpoint, 0, 1, request)).toMatchObject({ status: 429 });
  expect(await ask(endpoint, 149, 2, request)).toMatchObject({ status: 429 });
  expect(await ask(endpoint, 150, 3, request)).toMatchObject({ status: 200 });
});

test('lets an organization pay when the credits are used up', async () => {
  const endpoint = open('providers-credits');
  const request = { ...chat(), url: 'https://router.huggingface.co/v1/chat/completions' };
  expect(await ask(endpoint, 0, 1, request)).toMatchObject({ status: 402 });
  expect(await ask(endpoint, 0, 2, { ...request, headers: { 'x-hf-bill-to': 'my-org' } })).toMatchObject({
    status: 200,
  });
});

test('never answers, or breaks off, where the scenario is a broken network', async () => {
  expect(await ask(open('no-answer'), 0, 1, plain)).toMatchObject({
    headersAtMs: null,
    chunks: [],
    end: { kind: 'never' },
  });
  const dropped = await ask(open('dropped-connection'), 0, 1, plain);
  expect(dropped).toMatchObject({ status: 200, headersAtMs: 200, end: { kind: 'drop', atMs: 220 } });
  expect(dropped.text).toBe('{"ok":true,');
});

test.for([
  [
    'an unknown host',
    'https://api.huggingface.co/models',
    'fetch failed: no server answers at https://api.huggingface.co. This endpoint answers at https://huggingface.co.',
  ],
  [
    'another scheme',
    'ftp://huggingface.co/api/models',
    'fetch failed: an address begins with https://, not with ftp:.',
  ],
  ['no address at all', 'api/models', 'fetch failed: "api/models" is not an address.'],
  [
    'a password in it',
    'https://me:secret@huggingface.co/',
    'fetch failed: an address may not hold a name or a password.',
  ],
] as const)('says that no server is there: %s', async ([, url, message]) => {
  const decision = await open('hf-hub-window').decide(incoming(0, 1, { url }));
  expect(decision).toEqual({ kind: 'unreachable', id: 1, message });
});

test('names the reader’s own host where an address has a part of theirs', async () => {
  const decision = await open('tgi-container').decide(incoming(0, 1, models));
  expect(decision).toMatchObject({
    message:
      'fetch failed: no server answers at https://huggingface.co. This endpoint answers at https://<your endpoint>.endpoints.huggingface.cloud.',
  });
});

test.for([
  [
    'a path that the Hub lacks',
    'hf-hub-window-small',
    { url: `${HUB}/api/nothing` },
    404,
    '{"error":"Sorry, we can\'t find the page you are looking for."}',
    undefined,
  ],
  ['a page of the Hub', 'hf-hub-window', { url: `${HUB}/pricing` }, 404, '{"error":"Not Found"}', undefined],
  ['a path that TGI lacks', 'tgi-container', { ...generate(), url: `${TGI}/generated` }, 404, '', undefined],
  ['GET where TGI wants POST', 'tgi-container', { url: `${TGI}/generate` }, 405, '', 'POST'],
  [
    'GET on the router',
    'providers-rate-limit',
    { url: 'https://router.huggingface.co/v1/chat/completions' },
    405,
    '{"error":"Method Not Allowed"}',
    'POST',
  ],
  [
    'GET where llama.cpp wants POST',
    'llama-cpp-loading',
    { url: `${TGI}/v1/chat/completions` },
    404,
    '{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}',
    undefined,
  ],
] as const)('answers as the real server would: %s', async ([, scenario, request, status, body, allow]) => {
  const answer = await ask(open(scenario), 0, 1, request);
  expect(answer).toMatchObject({ status, text: body });
  expect(headerOf(answer, 'allow')).toBe(allow);
});

test('counts a request for something that the Hub lacks', async () => {
  const endpoint = open('hf-hub-window-small', { limit: 1, remaining: 1 });
  expect(await ask(endpoint, 0, 1, { url: `${HUB}/api/nothing` })).toMatchObject({ status: 404 });
  expect(await ask(endpoint, 0, 2, models)).toMatchObject({ status: 429 });
});

test('answers HEAD with the headers alone', async () => {
  const answer = await ask(open('hf-hub-window-small'), 0, 1, { ...models, method: 'HEAD' });
  expect(answer).toMatchObject({ status: 200, chunks: [] });
  expect(headerOf(answer, 'ratelimit')).toBe('"api";r=4;t=10');
  expect(answer.end).toEqual({ kind: 'close', atMs: answer.headersAtMs });
  expect(await ask(open('hf-hub-window'), 0, 1, { ...models, method: 'HEAD' })).toMatchObject({
    status: 429,
    chunks: [],
  });
});

test('gives the same answers for the same seed, others for another, and never draws from the requests before', async () => {
  const run = async (seed: number, ids: readonly number[]) => {
    const endpoint = open('tgi-container', {}, seed);
    const answers = [];
    for (const id of ids) answers.push(await ask(endpoint, 0, id, generate()));
    return answers.map(({ id, headersAtMs, text }) => `${id} ${headersAtMs} ${text}`);
  };
  const all = await run(7, [1, 2, 3, 4]);
  expect(await run(7, [1, 2, 3, 4])).toEqual(all);
  expect(await run(7, [3])).toEqual([all[2]]);
  expect(await run(8, [1, 2, 3, 4])).not.toEqual(all);
  expect(new Set(all.map((line) => line.split(' ')[1])).size).toBeGreaterThan(1);
});

test('speaks in whole milliseconds', async () => {
  const endpoint = open('tgi-container', { latencyMs: 1_777 });
  for (let id = 1; id <= 20; id += 1) {
    const answer = await ask(endpoint, id * 37, id, chat({ stream: id % 2 === 0 }));
    const { headersAtMs, chunks, end } = answer;
    const instants = [headersAtMs, ...chunks.map(({ atMs }) => atMs), end.kind === 'never' ? null : end.atMs];
    expect(instants.every((instant) => Number.isInteger(instant))).toBe(true);
    expect(instants).toEqual([...instants].sort((a, b) => Number(a) - Number(b)));
  }
});

test('keeps the token out of what it answers', async () => {
  const answer = await ask(open('tgi-container'), 0, 1, generate());
  expect(JSON.stringify([answer.headers, answer.text])).not.toContain(TOKEN);
});
