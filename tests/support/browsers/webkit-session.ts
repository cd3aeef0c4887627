import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from '../listen.ts';
import { createTemporaryFolder, endChild, removeFolder, startChild } from './child.ts';
import type { WebkitPrograms } from './find.ts';
import { createWebDriver, waitUntilReady, type WebDriverCommand } from './webdriver.ts';

export interface WebkitSession {
  /** Sends a command whose path begins after the session's. */
  readonly command: WebDriverCommand;
  close(): Promise<void>;
}

export interface WebkitSessionOptions {
  readonly display: string;
  /** `host:port` of a proxy for all that does not go to `ownHosts`. */
  readonly proxy: string;
  readonly ownHosts: readonly string[];
}

/** Starts a driver and its browser, with nothing left over from earlier ones. */
export async function startWebkitSession(
  programs: WebkitPrograms,
  options: WebkitSessionOptions,
): Promise<WebkitSession> {
  const folder = createTemporaryFolder();
  const port = await findFreePort();
  const driver = startChild(programs.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: options.display,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      XDG_CACHE_HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
      // Its sandbox needs user namespaces, which root inside a container rarely has.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
  });
  const close = async () => {
    endChild(driver);
    await new Promise((resolve) =>
      (driver.exitCode ?? driver.signalCode) ? resolve(undefined) : driver.once('exit', resolve),
    );
    removeFolder(folder);
  };
  const send = createWebDriver(`http://127.0.0.1:${port}`);
  try {
    await waitUntilReady(send, driver);
    const session = (await send('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          unhandledPromptBehavior: 'dismiss and notify',
          timeouts: { script: 120_000, pageLoad: 60_000 },
          'webkitgtk:browserOptions': {
            binary: writeLauncher(folder, programs.miniBrowser, options),
            args: ['--automation'],
          },
        },
      },
    })) as { sessionId: string };
    return { command: (method, path, body) => send(method, `/session/${session.sessionId}${path}`, body), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The driver takes no proxy for MiniBrowser, but the environment can name one. It must not hold for the driver itself,
 * nor for the way between the two, so the browser gets it from a script of its own.
 */
function writeLauncher(folder: string, miniBrowser: string, { proxy, ownHosts }: WebkitSessionOptions): string {
  const launcher = join(folder, 'launch-minibrowser');
  writeFileSync(
    launcher,
    `#!/bin/sh
export http_proxy=http://${proxy} https_proxy=http://${proxy}
export no_proxy="$WEBKIT_INSPECTOR_SERVER,${ownHosts.join(',')}"
exec "${miniBrowser}" "$@"
`,
  );
  chmodSync(launcher, 0o755);
  return launcher;
}

async function findFreePort(): Promise<number> {
  const probe = await listen(() => {});
  await probe.close();
  return probe.port;
}
