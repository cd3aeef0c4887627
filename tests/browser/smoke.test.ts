import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Canary, startCanary } from '../support/canary.ts';
import type { Listening } from '../support/listen.ts';
import { servePages } from '../support/serve-pages.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

let canary: Canary;
let fixture: Listening;

beforeAll(async () => {
  canary = await startCanary();
  fixture = await servePages({
    '/': '<!doctype html><title>Fixture</title><link rel="icon" href="data:,"><p>Hello',
    '/frame': `<!doctype html><script>
      const worker = new Worker(URL.createObjectURL(new Blob(['fetch("${canary.origin}/worker").then(() => postMessage(1))'])));
      worker.onmessage = () => parent.postMessage('done', '*');
    </script>`,
    '/strict': {
      body: '<!doctype html><title>Strict</title><link rel="icon" href="data:,"><p>Strict',
      headers: { 'content-security-policy': "default-src 'none'; img-src data:" },
    },
  });
});

afterAll(async () => {
  await fixture.close();
  await canary.close();
});

inEachBrowser((browser) => {
  test('hands back what the page computes, and awaits it', async () => {
    const page = await browser.openPage([fixture.origin]);
    await page.goto(fixture.origin);
    const title = await page.evaluate(async (mark: string) => (await Promise.resolve(document.title)) + mark, '!');
    expect(title).toBe('Fixture!');
    expect(await page.evaluate('[1, { two: null }]')).toEqual([1, { two: null }]);
    await page.close();
  });

  test('throws what the page throws', async () => {
    const page = await browser.openPage([fixture.origin]);
    await page.goto(fixture.origin);
    await expect(page.evaluate('Promise.reject(new RangeError("too far"))')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'too far',
    });
    await page.close();
  });

  test('evaluates in a page whose policy allows no script', async () => {
    const page = await browser.openPage([fixture.origin]);
    await page.goto(`${fixture.origin}/strict`);
    expect(await page.evaluate('document.title')).toBe('Strict');
    await page.close();
  });

  test('sees a request to another origin, from a worker in a sandboxed frame too', async () => {
    const page = await browser.openPage([fixture.origin], { mayAskOthers: true });
    await page.goto(fixture.origin);
    const before = canary.hits().length;
    await page.evaluate((url: string) => fetch(url).then((response) => response.text()), `${canary.origin}/page`);
    await page.evaluate(() =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.sandbox.add('allow-scripts');
        frame.src = '/frame';
        window.onmessage = resolve;
        document.body.append(frame);
      }).then(() => true),
    );
    expect(canary.hits().slice(before)).toEqual(['GET /page', 'GET /worker']);
    expect(page.requestsToOtherOrigins()).toEqual([`GET ${canary.origin}/page`, `GET ${canary.origin}/worker`]);
    await page.close();
  });

  test('never lets a request out into the world, and tells of it', async () => {
    const page = await browser.openPage([fixture.origin], { mayAskOthers: true });
    await page.goto(fixture.origin);
    await page.evaluate(() => fetch('http://outside.example/', { mode: 'no-cors' }).catch(() => undefined));
    await page.evaluate(() => fetch('https://outside.example/', { mode: 'no-cors' }).catch(() => undefined));
    const [plain, secure, ...more] = page.requestsToOtherOrigins();
    expect(plain).toBe('GET http://outside.example/');
    expect(secure).toMatch(/^CONNECT outside\.example:443$|^UNREADABLE/);
    expect(more.every((line) => line === secure)).toBe(true);
    await page.close();
  });

  test('a page that asked another origin fails the test that closes it', async () => {
    const page = await browser.openPage([fixture.origin]);
    await page.goto(fixture.origin);
    await page.evaluate((url: string) => fetch(url).then((response) => response.text()), canary.origin);
    await expect(page.close()).rejects.toThrow('requests to other origins');
  });

  test('sees dialogs and new windows', async () => {
    const page = await browser.openPage([fixture.origin]);
    await page.goto(fixture.origin);
    await page.evaluate('void alert("Look at me")');
    expect(await page.evaluate('document.title')).toBe('Fixture');
    expect(page.dialogs()).toEqual(['Look at me']);
    expect(await page.windowCount()).toBe(1);
    await page.close();
  });

  test('keeps nothing from one page for the next', async () => {
    const first = await browser.openPage([fixture.origin]);
    await first.goto(fixture.origin);
    await first.evaluate('localStorage.setItem("left", "over")');
    await first.close();
    const second = await browser.openPage([fixture.origin]);
    await second.goto(fixture.origin);
    expect(await second.evaluate('localStorage.length')).toBe(0);
    await second.close();
  });

  test('opens the home page without an error and without asking anyone else', async () => {
    const page = await browser.openPage();
    await page.goto(siteUrl());
    expect(await page.evaluate('document.querySelectorAll("main h1").length')).toBe(1);
    expect(page.errors() ?? []).toEqual([]);
    expect(page.requestsToOtherOrigins()).toEqual([]);
    await page.close();
  });
});
