import { chromium as playwrightChromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface WebkitPrograms {
  readonly driver: string;
  readonly miniBrowser: string;
  readonly xvfb: string;
}

/** Where each browser is; what is missing is left out. */
export interface FoundBrowsers {
  readonly chromium?: string;
  readonly firefox?: string;
  readonly webkit?: WebkitPrograms;
}

const MAC = '/Applications';
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIREFOX = ['firefox-esr', 'firefox'];

/** Looks for the three browsers; `CHROMIUM_PATH` and `FIREFOX_PATH` go before all else. */
export function findBrowsers(): FoundBrowsers {
  const chromium = findChromium();
  const firefox = firstThatRuns([
    process.env.FIREFOX_PATH,
    ...onPath(FIREFOX),
    `${MAC}/Firefox.app/Contents/MacOS/firefox`,
  ]);
  const webkit = findWebkit();
  return { ...(chromium && { chromium }), ...(firefox && { firefox }), ...(webkit && { webkit }) };
}

/** The system's Chromium or Chrome, else the one that Playwright has downloaded. */
function findChromium(): string | undefined {
  return firstThatRuns([
    process.env.CHROMIUM_PATH,
    ...onPath(CHROMIUM),
    `${MAC}/Chromium.app/Contents/MacOS/Chromium`,
    `${MAC}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    playwrightChromium.executablePath(),
  ]);
}

function findWebkit(): WebkitPrograms | undefined {
  const [driver] = onPath(['WebKitWebDriver']);
  const [xvfb] = onPath(['Xvfb']);
  const [miniBrowser] = globSync(['/usr/lib/*/webkit*gtk*/MiniBrowser', '/usr/libexec/webkit*gtk*/MiniBrowser']);
  return driver && xvfb && miniBrowser ? { driver, miniBrowser, xvfb } : undefined;
}

function onPath(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)).filter((path) => existsSync(path)));
}

/** Some systems have a stand-in that only says how to install the browser, and a download may lack its libraries. */
function firstThatRuns(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find(
    (path) => path && existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0,
  );
}
