import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import { troubleSentence, type NetworkTrouble } from '../../src/sandbox/host/network-trouble.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { SITE_FOLDER, siteBasePath } from '../support/built-site.ts';
import { listen, type Listening } from '../support/listen.ts';
import {
  addSandboxInPage,
  feignWorkerInPage,
  hideWorkersInPage,
  hurryInPage,
  refuseWorkersInPage,
  runInPage,
  turnOffInPage,
} from '../support/network-page.ts';
import { createStaticSite } from '../support/static-server.ts';
import { inEachBrowser, type BrowserUnderTest } from '../support/three-browsers.ts';

const GUIDE = `${siteBasePath()}guides/hugging-face-rate-limit-exceeded/`;
const ON = /^Open your browser’s developer tools/;
/** A service worker that leaves the pages alone which were there before it. */
const IDLE_WORKER = 'addEventListener("install", () => skipWaiting());';

let server: Listening;
/** What the server was asked for. */
let asked: string[] = [];
/** The service worker's script, if not the site's. */
let script: { status: number; body: string } | undefined;

beforeAll(async () => {
  const site = createStaticSite({ folder: SITE_FOLDER, basePath: siteBasePath() });
  server = await listen((request, response) => {
    asked.push(request.url ?? '');
    if (script === undefined || !request.url?.includes('mockServiceWorker.js')) return site(request, response);
    response.writeHead(script.status, { 'content-type': 'text/javascript' }).end(script.body);
  });
});

afterAll(() => server.close());

beforeEach(() => {
  asked = [];
  script = undefined;
});

async function openGuide(browser: BrowserUnderTest): Promise<TestPage> {
  const page = await browser.openPage([server.origin]);
  await page.goto(server.origin + GUIDE);
  return page;
}

/** The requests of a trace, as the browser lists them. */
function requestsOf({ events }: Trace): string[] {
  return events.flatMap((event) => (event.kind === 'request' ? [event.url.replace('://', '/')] : []));
}

/** Nothing of the reader's went to the server or into the world. */
function expectKept(page: TestPage): void {
  expect(asked.filter((url) => url.includes('__endpoint'))).toEqual([]);
  expect(page.requestsToOtherOrigins()).toEqual([]);
}

inEachBrowser((browser) => {
  for (const id of ['fixed-backoff', 'broken-token', 'fixed-stream', 'broken-herd', 'fixed-with-retry']) {
    test(`${id} gives the same trace, and the browser lists its requests`, async () => {
      const page = await openGuide(browser);
      const off = await page.evaluate(runInPage, id, false);
      expect(off).toMatchObject({ listed: [], note: '', workers: 0 });
      const on = await page.evaluate(runInPage, id, true);
      expect(comparableTrace(on.trace)).toEqual(comparableTrace(off.trace));
      expect(on.listed.map((line) => line.replace(/^\d+ /, ''))).toEqual(requestsOf(on.trace));
      expect(on.note).toMatch(ON);
      expectKept(page);
      await page.close();
    });
  }

  test('the statuses are those of the trace, and tokens are masked', async () => {
    const page = await openGuide(browser);
    const { trace, listed, carried } = await page.evaluate(runInPage, 'fixed-backoff', true);
    const statuses = trace.events.flatMap((event) => (event.kind === 'response' ? [event.status] : []));
    expect(statuses).toContain(429);
    // An engine that keeps no status says 0 for each.
    const kept = listed.map((line) => Number.parseInt(line));
    if (kept.some((status) => status !== 0)) expect(kept).toEqual(statuses);
    expect(browser.name === 'webkit' || kept.includes(429)).toBe(true);
    expect(carried).toHaveLength(statuses.length);
    for (const headers of carried) expect(headers['authorization']).toBe('Bearer ****');
    await page.close();
  });

  test('edited code: aborts, a wrong host, a HEAD, a body that is read in parts', async () => {
    const page = await openGuide(browser);
    const code = `
      const url = 'https://huggingface.co/api/models';
      for (const signal of [AbortSignal.timeout(3), AbortSignal.abort()]) {
        await fetch(url, { signal }).catch((error) => console.log(error.name));
      }
      await fetch('https://nobody.example/x?y=1').catch((error) => console.log(error.message));
      console.log((await fetch(url, { method: 'HEAD' })).status);
      const answers = await Promise.all([1, 2, 3].map(() => fetch(url, { headers: { 'x-a': '1' } })));
      for await (const chunk of answers[0].body) console.log(chunk.length);
    `;
    const off = await page.evaluate(runInPage, 'fixed-with-retry', false, code);
    const on = await page.evaluate(runInPage, 'fixed-with-retry', true, code);
    const lines = off.trace.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    expect(lines).toEqual(['TimeoutError', 'AbortError', expect.stringContaining('nobody.example'), '429', '254']);
    expect(comparableTrace(on.trace)).toEqual(comparableTrace(off.trace));
    expect(on.carried).toHaveLength(6);
    expectKept(page);
    await page.close();
  });

  for (const scenario of ['dropped-connection', 'no-answer']) {
    test(`an answer that does not come whole: ${scenario}`, async () => {
      const page = await openGuide(browser);
      await page.evaluate(addSandboxInPage, 'fixed-with-retry', 'added', scenario);
      const code = `
        for (const call of [1, 2]) {
          const signal = AbortSignal.timeout(60_000);
          await fetch('https://api.example.com/x', { signal }).then((r) => r.text()).catch((e) => console.log(e.name));
        }
      `;
      const off = await page.evaluate(runInPage, 'added', false, code);
      const on = await page.evaluate(runInPage, 'added', true, code);
      expect(comparableTrace(on.trace)).toEqual(comparableTrace(off.trace));
      expect(requestsOf(on.trace)).toHaveLength(2);
      expect(on.carried).toHaveLength(2);
      expect(on.note).toMatch(ON);
      expectKept(page);
      await page.close();
    });
  }

  test('off leaves no service worker, and on again works again', async () => {
    const page = await openGuide(browser);
    const first = await page.evaluate(runInPage, 'broken-token', true);
    expect(first.workers).toBe(1);
    expect(await page.evaluate(turnOffInPage, 'broken-token')).toBe('');
    const off = await page.evaluate(runInPage, 'broken-token', false);
    expect(off).toMatchObject({ listed: [], workers: 0, carried: [] });
    const again = await page.evaluate(runInPage, 'broken-token', true);
    expect(again.carried).toHaveLength(first.carried.length);
    expect(again.workers).toBe(1);
    await page.close();
  });

  test('what else the page asks for goes its way, and nobody else gets an answer from the endpoint', async () => {
    const page = await openGuide(browser);
    await page.evaluate(runInPage, 'broken-token', true);
    const stray = `${siteBasePath()}__endpoint/https/huggingface.co/api/models`;
    const seen = await page.evaluate(
      async (icon: string, address: string) => ({
        icon: (await fetch(icon, { cache: 'reload' })).status,
        stray: await fetch(address).then(
          ({ status }) => status,
          () => 'failed',
        ),
      }),
      `${siteBasePath()}favicon.svg`,
      stray,
    );
    expect(seen).toEqual({ icon: 200, stray: 'failed' });
    expect(asked).toContain(`${siteBasePath()}favicon.svg`);
    expectKept(page);
    await page.close();
  });

  const troubles = [
    ['unsupported', hideWorkersInPage, undefined],
    ['refused', refuseWorkersInPage, undefined],
    ['not-loaded', undefined, { status: 404, body: '' }],
    ['uncontrolled', hurryInPage, { status: 200, body: IDLE_WORKER }],
  ] as const;
  test.for(troubles)('answers in the page, and says so: %s', async ([trouble, prepare, workerScript]) => {
    const page = await openGuide(browser);
    script = workerScript;
    if (prepare !== undefined) await page.evaluate(prepare);
    await expectFallback(page, trouble);
    await page.close();
  });

  test('a worker that is gone is noticed before anything is sent', async () => {
    const page = await openGuide(browser);
    await page.evaluate(hurryInPage);
    await page.evaluate(feignWorkerInPage, false);
    await expectFallback(page, 'lost');
    await page.close();
  });

  // WebKit would send it on to the server, where nothing has that address.
  if (browser.name !== 'webkit') {
    test('a request that misses the worker ends in the browser', async () => {
      const page = await openGuide(browser);
      await page.evaluate(feignWorkerInPage, true);
      await expectFallback(page, 'lost');
      await page.close();
    });
  }
});

/** Runs with the switch on where that is of no use: the trace is as ever, the reader is told, and nothing is sent. */
async function expectFallback(page: TestPage, trouble: NetworkTrouble): Promise<void> {
  const on = await page.evaluate(runInPage, 'fixed-backoff', true);
  expect(on.note).toBe(troubleSentence(trouble));
  expect(on.carried).toEqual([]);
  expectKept(page);
  await page.evaluate(turnOffInPage, 'fixed-backoff');
  const off = await page.evaluate(runInPage, 'fixed-backoff', false);
  expect(off).toMatchObject({ note: '', workers: 0 });
  expect(comparableTrace(on.trace)).toEqual(comparableTrace(off.trace));
}
