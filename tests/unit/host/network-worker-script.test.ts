import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { networkWorkerScript } from '../../../src/sandbox/host/network-worker-script.ts';

const SITE = 'https://site.example/some/base/';
const script = await networkWorkerScript();

interface Passed {
  /** What the service worker answers, if it does. */
  readonly answer: Response | undefined;
  /** How many requests it sent itself. */
  readonly sent: number;
  /** The messages that the page got. */
  readonly told: readonly unknown[];
}

/** Lets a request come by the service worker; `isMocking`: whether a page has asked MSW to mock. */
async function passBy(url: string, isMocking: boolean): Promise<Passed> {
  const listeners: Record<string, ((event: Event) => void)[]> = {};
  const told: unknown[] = [];
  let sent = 0;
  const client = {
    id: 'page',
    frameType: 'top-level',
    visibilityState: 'visible',
    postMessage(message: unknown, [port]: MessagePort[] = []) {
      told.push(message);
      port?.postMessage({ type: 'MOCK_RESPONSE', data: { status: 429 } });
      port?.close();
    },
  };
  const cache = { match: () => Promise.resolve(undefined), put: () => Promise.resolve() };
  const scope = {
    Response,
    Request,
    Headers,
    URL,
    crypto,
    MessageChannel,
    Reflect,
    console,
    location: new URL(`${SITE}mockServiceWorker.js?page=x`),
    registration: { scope: `${SITE}guides/x/` },
    clients: { get: () => Promise.resolve(client), matchAll: () => Promise.resolve([client]) },
    caches: { open: () => Promise.resolve(cache) },
    fetch: () => Promise.resolve(new Response(`from the server ${++sent}`)),
    addEventListener: (type: string, listener: (event: Event) => void) => (listeners[type] ??= []).push(listener),
  };
  runInContext(script, createContext(Object.assign(scope, { self: scope })));

  const waits: Promise<unknown>[] = [];
  const waitUntil = (work: Promise<unknown>): void => void waits.push(work);
  const message = Object.assign(new Event('message'), { data: 'MOCK_ACTIVATE', source: client, waitUntil });
  if (isMocking) for (const listener of listeners['message'] ?? []) listener(message);
  await Promise.all(waits);
  // What MSW reads from the cache at its start.
  await new Promise(setImmediate);

  let answer: Promise<Response> | undefined;
  let isStopped = false;
  const event = Object.assign(new Event('fetch'), {
    request: new Request(url, { method: 'POST', body: 'mine' }),
    clientId: 'page',
    stopImmediatePropagation: () => (isStopped = true),
    respondWith(given: Promise<Response>) {
      if (answer !== undefined) throw new DOMException('Already responded.', 'InvalidStateError');
      answer = Promise.resolve(given);
    },
  });
  for (const listener of listeners['fetch'] ?? []) if (!isStopped) listener(event);
  return { answer: await answer, sent, told };
}

test('leaves every other request alone, whether a page mocks or not', async () => {
  const others = ['guides/x/', 'mockServiceWorker.js', '__endpoint', 'x/__endpoint/https/huggingface.co/'];
  for (const url of [...others.map((path) => SITE + path), 'https://site.example/__endpoint/https/huggingface.co/']) {
    for (const isMocking of [true, false]) {
      const { answer, sent, told } = await passBy(url, isMocking);
      expect({ url, answer, sent, asked: told.length }).toEqual({
        url,
        answer: undefined,
        sent: 0,
        asked: Number(isMocking),
      });
    }
  }
});

test('lets the page answer a request to the mock endpoint', async () => {
  const { answer, told, sent } = await passBy(`${SITE}__endpoint/https/huggingface.co/api`, true);
  expect(answer?.status).toBe(429);
  expect(told).toContainEqual(expect.objectContaining({ type: 'REQUEST' }));
  expect(sent).toBe(0);
});

test('sends such a request nowhere when no page answers', async () => {
  const { answer, sent } = await passBy(`${SITE}__endpoint/https/huggingface.co/api`, false);
  expect(answer?.type).toBe('error');
  expect(sent).toBe(0);
});
