import { getResponse } from 'msw/utils/get-response';
import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { createEndpoint, type Transport } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import { fromEndpointUrl, toEndpointUrl } from '../../../src/sandbox/endpoint/endpoint-path.ts';
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

test.for(worlds)('%s answers the same under a path of the page’s own origin', async ([id, requests]) => {
  serve(id);
  const endpoint = open(id);
  for (const [index, request] of requests.entries()) {
    const { status, text } = await ask(endpoint, 0, index + 1, request);
    const url = toEndpointUrl(request.url, 'https://try-again-later.example/some/base/');
    expect(await fetched({ ...request, url })).toMatchObject({ status, text });
  }
});

test('an address survives the way through the page’s own origin', () => {
  const url = 'https://abc.us-east-1.aws.endpoints.huggingface.cloud/v1/chat?a=1&b=%2F';
  const own = toEndpointUrl(url, 'https://site.example/base/');
  expect(own).toBe(
    'https://site.example/base/__endpoint/https/abc.us-east-1.aws.endpoints.huggingface.cloud/v1/chat?a=1&b=%2F',
  );
  expect(fromEndpointUrl(own)).toBe(url);
  expect(fromEndpointUrl('https://site.example/__endpoint/mailto/x')).toBeUndefined();
});

test('nobody answers under such a path for an address that the scenario lacks', async () => {
  const server = createServer(resolved('hf-hub-window'), refusals, 1);
  const handlers = createHandlers({ server, now: () => ({ id: 1, t: 0 }) });
  for (const path of ['https/example.com/x', 'mailto/x', '']) {
    const request = new Request(`https://site.example/__endpoint/${path}`);
    expect(await getResponse(handlers, request)).toBeUndefined();
  }
});

test('the endpoint decides the same when another transport carries the request', async () => {
  const seen: string[] = [];
  const transport: Transport = async (handlers, request) => {
    const url = toEndpointUrl(request.url, 'https://site.example/');
    seen.push(url);
    return getResponse(handlers, new Request(url, request));
  };
  const carried = createEndpoint(resolved('hf-hub-window-small'), refusals, 1, transport);
  const direct = open('hf-hub-window-small');
  for (const [id, t] of [
    [1, 0],
    [2, 400],
    [3, 9_000],
  ] as const) {
    const request = incoming(t, id, { url: `${HUB}/api/models?limit=1` });
    expect(await carried.decide(request)).toEqual(await direct.decide(request));
  }
  expect(seen[0]).toBe('https://site.example/__endpoint/https/huggingface.co/api/models?limit=1');
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
