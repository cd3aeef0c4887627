import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { transform } from 'sucrase';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from '../support/listen.ts';
import { inEachBrowser } from '../support/three-browsers.ts';

const RETRY = transform(readFileSync('src/content/fixes/retry/retry.ts', 'utf8'), {
  transforms: ['typescript'],
  disableESTransforms: true,
}).code;

/** It has loaded when its module has run. */
const PAGE = `<!doctype html><title>Page</title><link rel="icon" href="data:,">
<script type="module">import { fetchWithRetry } from '/retry.js'; Object.assign(globalThis, { fetchWithRetry });</script>`;

/** A request as it reached the server. */
interface Arrived {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const arrived: Arrived[] = [];
let server: Listening;
beforeAll(async () => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    if (path === '/page/') {
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'visit=1' }).end(PAGE);
    } else if (path === '/retry.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(RETRY);
    } else {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      arrived.push({ path, method: request.method ?? '', headers: request.headers, body });
      // Each path is refused once.
      const isFirst = arrived.filter((one) => one.path === path).length === 1;
      response.writeHead(isFirst && path !== '/plain' ? 503 : 200).end();
    }
  };
  server = await listen((request, response) => void answer(request, response));
});
afterAll(() => server.close());

interface Asked {
  readonly request: RequestInit;
  readonly init?: RequestInit;
}

/** Asks once by `fetch` and then by the fix, which is refused once; yields the status that it ends with. */
async function askInPage({ request, init }: Asked): Promise<number> {
  const { fetchWithRetry } = globalThis as unknown as {
    fetchWithRetry: (input: Request, init?: RequestInit, options?: object) => Promise<Response>;
  };
  await fetch(new Request('/plain', request), init);
  const response = await fetchWithRetry(new Request('/refused', request), init, { random: () => 0 });
  return response.status;
}

inEachBrowser((browser) => {
  test.each<[string, Asked]>([
    ['a Request as it comes', { request: {} }],
    ['a Request that hides its page', { request: { referrerPolicy: 'no-referrer' } }],
    ['a Request with another referrer', { request: { referrer: '/other/' } }],
    [
      'a Request whose init says more of the referrer',
      { request: { referrer: '/other/' }, init: { referrerPolicy: 'origin' } },
    ],
    ['a Request without cookies', { request: { credentials: 'omit' } }],
    [
      'a Request with a body and headers',
      { request: { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', 'x-team': 'a' } } },
    ],
  ])('each attempt of retry sends what fetch itself sends of %s', async (_what, asked) => {
    arrived.length = 0;
    const page = await browser.openPage([server.origin]);
    await page.goto(`${server.origin}/page/`);
    expect(await page.evaluate(askInPage, asked)).toBe(200);
    const [plain, ...attempts] = arrived.map(({ method, headers, body }) => ({ method, headers, body }));
    expect(attempts).toHaveLength(2);
    for (const attempt of attempts) expect(attempt).toEqual(plain);
  });

  // A `fetch` with any init forgets what its Request says of the referrer, which a retry would then tell.
  test('a Request that hides its page still does so with an init', async () => {
    arrived.length = 0;
    const page = await browser.openPage([server.origin]);
    await page.goto(`${server.origin}/page/`);
    const asked: Asked = { request: { referrerPolicy: 'no-referrer' }, init: { method: 'PUT' } };
    expect(await page.evaluate(askInPage, asked)).toBe(200);
    expect(arrived.map(({ path, method, headers }) => [path, method, headers.referer])).toEqual([
      ['/plain', 'PUT', `${server.origin}/page/`],
      ['/refused', 'PUT', undefined],
      ['/refused', 'PUT', undefined],
    ]);
  });
});
