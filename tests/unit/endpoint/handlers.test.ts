import { getResponse } from 'msw/utils/get-response';
import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { createEndpoint, type Transport } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import { toEndpointUrl } from '../../../src/sandbox/endpoint/endpoint-path.ts';
import { createHandlers } from '../../../src/sandbox/endpoint/handlers.ts';
import { createServer } from '../../../src/sandbox/endpoint/server.ts';
import { ask, chat, generate, HUB, incoming, open, refusals, resolved, TGI, TOKEN, type Asked } from './support/ask.ts';

const running: { close(): void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** The same scenario behind Node's own fetch; all requests arrive at `t = 0`. */
function serve(id: string): void {
  let lastId = 0;
  const server = createServer(resolved(id), refusals, 1);
  const handlers = createHandlers({ server, now: () => ({ id: ++lastId, t: 0 }) });
  const node = setupServer(...handlers);
  node.listen({ onUnhandledFrame: 'error' });
  running.push(node);
}

async function fetched({ url, method, json, headers }: Asked): Promise<unknown> {
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${TOKEN}`, ...type, ...headers },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const { status, statusText } = response;
  return { status, statusText, headers: [...response.headers].sort(), text: await response.text() };
}

const worlds: readonly (readonly [string, readonly Asked[]])[] = [
  ['hf-hub-window-small', Array.from({ length: 6 }, () => ({ url: `${HUB}/api/models?limit=3` }))],
  ['hf-hub-window', [{ url: `${HUB}/api/models` }, { url: `${HUB}/api/models`, method: 'HEAD' }]],
  ['tgi-container-small', Array.from({ length: 5 }, () => generate())],
  ['tgi-stream-overload', [chat({ stream: true }), { ...generate(), url: `${TGI}/generate_stream` }, generate()]],
  ['tgi-container', [chat({ stream: true }), chat(), { ...generate(), url: `${TGI}/` }, { url: `${TGI}/nothing` }]],
  ['endpoint-bad-token', [{ ...generate(), headers: { authorization: 'Bearer undefined' } }, generate()]],
  ['tei-container', [{ url: `${TGI}/embed`, json: { inputs: ['a', 'b'] } }, { url: `${TGI}/embed` }]],
];

test.for(worlds)('%s answers the same through setupServer as through the endpoint', async ([id, requests]) => {
  serve(id);
  const endpoint = open(id);
  for (const [index, request] of requests.entries()) {
    const { status, statusText, headers, text } = await ask(endpoint, 0, index + 1, request);
    const sorted = headers.map(([name, value]) => [name, value]).sort();
    expect(await fetched(request)).toEqual({ status, statusText, headers: sorted, text });
  }
});

test('an address has one below the site’s own, whatever the site’s path', () => {
  const url = 'https://abc.us-east-1.aws.endpoints.huggingface.cloud:8443/v1/chat?a=1&b=%2F#c';
  const rest = '__endpoint/https/abc.us-east-1.aws.endpoints.huggingface.cloud:8443/v1/chat?a=1&b=%2F';
  expect(toEndpointUrl(url, 'https://site.example/base/')).toBe(`https://site.example/base/${rest}`);
  expect(toEndpointUrl(url, 'https://site.example/')).toBe(`https://site.example/${rest}`);
});

const transports: Readonly<Record<string, Transport>> = {
  'brings it once': async (_request, answer) => void (await answer()),
  'brings it twice': async (_request, answer) => void (await Promise.all([answer(), answer()])),
  'loses it': () => Promise.resolve(),
};

test.for(Object.entries(transports))('a transport that %s changes nothing', async ([, transport]) => {
  const carried = createEndpoint(resolved('hf-hub-window-small'), refusals, 1, transport);
  const direct = open('hf-hub-window-small');
  for (const id of [1, 2, 3, 4, 5, 6]) {
    const request = incoming(id * 400, id, { url: `${HUB}/api/models?limit=1` });
    expect(await carried.decide(request)).toEqual(await direct.decide(request));
  }
});

test('a request that comes late by a transport is not decided again', async () => {
  const late: (() => Promise<unknown>)[] = [];
  const keep: Transport = (_request, answer) => Promise.resolve(void late.push(answer));
  const carried = createEndpoint(resolved('hf-hub-window-small'), refusals, 1, keep);
  const direct = open('hf-hub-window-small');
  const request = (id: number) => incoming(id, id, { url: `${HUB}/api/models?limit=1` });
  const first = await carried.decide(request(1));
  expect(first).toEqual(await direct.decide(request(1)));
  expect(await late[0]?.()).toBe(first.kind === 'response' && first.response);
  expect(await carried.decide(request(2))).toEqual(await direct.decide(request(2)));
});

test('a connection that breaks or never answers is a failure for whoever reads it', async () => {
  serve('dropped-connection');
  const read = async (): Promise<string> => (await fetch('https://api.example.com/x')).text();
  await expect(read()).rejects.toThrow();
  serve('no-answer');
  await expect(fetch('https://api.example.com/x')).rejects.toThrow();
});

test('counts only the requests that a handler answers', async () => {
  let count = 0;
  const server = createServer(resolved('hf-hub-window'), refusals, 1);
  const handlers = createHandlers({
    server,
    now: () => ({ id: ++count, t: 0 }),
  });
  await getResponse(handlers, new Request('https://example.com/'));
  expect(count).toBe(0);
  await getResponse(handlers, new Request(`${HUB}/api/models`));
  expect(count).toBe(1);
});
