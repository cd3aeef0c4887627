import { readResult, toExpression } from './expression.ts';
import type { WebkitPrograms } from './find.ts';
import { startObservingProxy } from './observing-proxy.ts';
import type { PageOptions, TestBrowser, TestPage } from './test-page.ts';
import { WebDriverError } from './webdriver.ts';
import { startWebkitSession } from './webkit-session.ts';
import { startDisplay } from './xvfb.ts';

/** WebKitGTK, driven by WebDriver on a display of its own. Each page is a browser of its own. */
export async function openWebkit(programs: WebkitPrograms): Promise<TestBrowser> {
  const display = await startDisplay(programs.xvfb);
  const open = new Set<TestPage>();
  return {
    name: 'webkit',
    async newPage(options) {
      const page = await openPage(programs, display.display, options);
      open.add(page);
      return { ...page, close: () => (open.delete(page), page.close()) };
    },
    async close() {
      for (const page of open) await page.close();
      display.close();
    },
  };
}

async function openPage(programs: WebkitPrograms, display: string, { ownOrigins }: PageOptions): Promise<TestPage> {
  const proxy = await startObservingProxy(ownOrigins);
  const ownHosts = ownOrigins.map((origin) => new URL(origin).host);
  const session = await startWebkitSession(programs, { display, proxy: proxy.host, ownHosts });
  const dialogs: string[] = [];

  /** A dialog that stood in the way is dismissed by the driver, which then wants the command once more. */
  async function command(...args: Parameters<typeof session.command>): Promise<unknown> {
    for (;;) {
      try {
        return await session.command(...args);
      } catch (error) {
        if (!(error instanceof WebDriverError) || error.code !== 'unexpected alert open') throw error;
        dialogs.push(error.text);
      }
    }
  }

  return {
    goto: async (url) => void (await command('POST', '/url', { url })),
    async evaluate(run: string | ((...args: never[]) => unknown), ...args: readonly unknown[]): Promise<never> {
      const script = `return ${toExpression(run, args)}`;
      const json = await command('POST', '/execute/sync', { script, args: [] });
      // A dialog that the code itself opens makes the driver give up on its result.
      if (json === null) await command('GET', '/title');
      return readResult(json ?? '{}') as never;
    },
    requestsToOtherOrigins: proxy.foreign,
    errors: () => undefined,
    dialogs: () => dialogs,
    windowCount: async () => ((await command('GET', '/window/handles')) as string[]).length,
    async close() {
      await session.close();
      await proxy.close();
    },
  };
}
