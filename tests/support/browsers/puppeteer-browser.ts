import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumFlags } from './chromium-flags.ts';
import { readResult, toExpression } from './expression.ts';
import { startObservingProxy } from './observing-proxy.ts';
import type { PageOptions, TestBrowser, TestPage } from './test-page.ts';

/** A port at which nobody listens: what a browser asks for itself, such as updates, ends there. */
const NOWHERE = { host: '127.0.0.1', port: 9 };

/** What people's Chromium does and this driver would turn off: sandboxed frames get a process of their own. */
const LIKE_PEOPLES_OWN = '--enable-features=IsolateSandboxedIframes';

/** The browser's own question to its maker about every form that it sees; no page sends it. */
const NO_AUTOFILL_SERVICE = '--disable-features=AutofillServerCommunication';

/** Chromium, driven by its own protocol. */
export async function openChromium(executablePath: string): Promise<TestBrowser> {
  const browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    args: [
      ...chromiumFlags(),
      LIKE_PEOPLES_OWN,
      NO_AUTOFILL_SERVICE,
      `--proxy-server=http://${NOWHERE.host}:${NOWHERE.port}`,
    ],
  });
  return toTestBrowser('chromium', browser);
}

/** Stock Firefox, driven by WebDriver BiDi. */
export async function openFirefox(executablePath: string): Promise<TestBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': NOWHERE.host,
      'network.proxy.http_port': NOWHERE.port,
      'network.proxy.ssl': NOWHERE.host,
      'network.proxy.ssl_port': NOWHERE.port,
      'network.proxy.allow_hijacking_localhost': true,
      // Its WebRTC would not ask this machine, so no canary here would see it.
      'media.peerconnection.ice.loopback': true,
    },
  });
  return toTestBrowser('firefox', browser);
}

function toTestBrowser(name: 'chromium' | 'firefox', browser: Browser): TestBrowser {
  const pages = new Set<TestPage>();
  return {
    name,
    async newPage(options) {
      const page = await openPage(name, browser, options);
      pages.add(page);
      return {
        ...page,
        async close() {
          pages.delete(page);
          await page.close();
        },
      };
    },
    async close() {
      // Each has a proxy that would keep this process alive.
      for (const page of pages) await page.close();
      await browser.close();
    },
  };
}

async function openPage(
  name: 'chromium' | 'firefox',
  browser: Browser,
  { ownOrigins, canaryOrigins = [] }: PageOptions,
): Promise<TestPage> {
  const proxy = await startObservingProxy(ownOrigins);
  // A context has a proxy of its own, so the browser's own errands don't come through it.
  const context = await browser.createBrowserContext(
    name === 'firefox'
      ? { proxyServer: proxy.host }
      : {
          proxyServer: `http://${proxy.host}`,
          proxyBypassList: [
            '<-loopback>',
            // It has no WebTransport through a proxy.
            ...[...ownOrigins, ...canaryOrigins].map((origin) => new URL(origin).host),
          ],
        },
  );
  const page = await context.newPage();
  const errors: string[] = [];
  const dialogs: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url ?? 'nowhere'})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return {
    goto: async (url) => void (await page.goto(url)),
    async evaluate(run: string | ((...args: never[]) => unknown), ...args: readonly unknown[]): Promise<never> {
      return readResult(await page.evaluate(toExpression(run, args))) as never;
    },
    requestsToOtherOrigins: proxy.foreign,
    errors: () => errors,
    dialogs: () => dialogs,
    windowCount: async () => (await context.pages()).length,
    async close() {
      await context.close();
      await proxy.close();
    },
  };
}
