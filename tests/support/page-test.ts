import { expect, test as playwrightTest } from '@playwright/test';
import { type ObservingProxy, startObservingProxy } from './browsers/observing-proxy.ts';

/** Chromium's own question to its maker about every form that it sees. No page sends it, and the proxy lets it go nowhere. */
const AUTOFILL_SERVICE = 'CONNECT content-autofill.googleapis.com:443';

interface Options {
  /** What the pages of a test may ask of other origins, as `GET http://...` or `CONNECT host:port`. @default [] */
  readonly requestsToOtherOrigins: readonly string[];
}

interface Fixtures {
  readonly observer: ObservingProxy;
}

/**
 * Playwright's `test`, which fails besides if anything in the browser asks for what is not of the page's own origin.
 * Playwright tells what pages, frames and workers ask for; a proxy sees what leaves without its knowing.
 */
export const test = playwrightTest.extend<Options & Fixtures>({
  requestsToOtherOrigins: [[], { option: true }],

  observer: async ({ baseURL }, use) => {
    const observer = await startObservingProxy([ownUrl(baseURL).origin]);
    await use(observer);
    await observer.close();
  },

  // The site's own answers are many, and need no observer.
  proxy: async ({ baseURL, observer }, use) => {
    await use({ server: `http://${observer.host}`, bypass: `<-loopback>,${ownUrl(baseURL).host}` });
  },

  context: async ({ context, baseURL, observer, requestsToOtherOrigins }, use) => {
    const told: string[] = [];
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!protocol.startsWith('http') || origin === ownUrl(baseURL).origin) return;
      told.push(`${request.method()} ${request.url()}`);
    });
    await use(context);
    const passed = observer.foreign().filter((line) => line !== AUTOFILL_SERVICE);
    const asked = new Set([...told, ...passed]);
    expect([...asked].sort(), 'requests to other origins').toEqual([...requestsToOtherOrigins].sort());
  },
});

export { expect };

function ownUrl(baseUrl: string | undefined): URL {
  if (baseUrl === undefined) throw new Error('There is no site: the setup of Playwright serves it.');
  return new URL(baseUrl);
}
