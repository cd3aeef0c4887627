import { spawnSync } from 'node:child_process';
import { aptInstall, canUseApt } from '../apt.ts';
import { findBrowsers, type FoundBrowsers } from './find.ts';
import { BROWSER_NAMES, type BrowserName } from './names.ts';

const DEBIAN_PACKAGES = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
} as const satisfies Record<BrowserName, readonly string[]>;

function missingFrom(found: FoundBrowsers): BrowserName[] {
  return BROWSER_NAMES.filter((name) => !found[name]);
}

/** What to do about browsers that are neither there nor could be brought. */
export function missingBrowsers(missing: readonly BrowserName[]): string {
  const packages = missing.flatMap((name) => DEBIAN_PACKAGES[name]).join(' ');
  const them = missing.length === 1 ? 'it' : 'them';
  return `Failed to find or install ${missing.join(', ')}: install ${them}, on Debian with "apt-get install ${packages}".`;
}

function installFromDebian(names: readonly BrowserName[]): FoundBrowsers {
  if (names.length > 0 && canUseApt()) aptInstall(names.flatMap((name) => DEBIAN_PACKAGES[name]));
  return findBrowsers();
}

function downloadChromium(): FoundBrowsers {
  const command = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  spawnSync(process.execPath, command, { stdio: 'inherit', timeout: 300_000 });
  return findBrowsers();
}

/**
 * Finds the browsers and installs those that are missing: in CI all three, elsewhere only Chromium, since the other two
 * are big and what needs them is then reported as skipped.
 *
 * In CI Debian's packages go first, because a bare machine lacks the libraries that Playwright's download needs.
 */
export function ensureBrowsers(): FoundBrowsers {
  const isCi = Boolean(process.env.CI);
  let found = findBrowsers();
  if (isCi) found = installFromDebian(missingFrom(found));
  if (!found.chromium) found = downloadChromium();
  if (!found.chromium) found = installFromDebian(['chromium']);
  const missing = missingFrom(found);
  if (!found.chromium || (isCi && missing.length > 0)) {
    throw new Error(missingBrowsers(missing));
  }
  if (missing.length > 0) console.warn(`No ${missing.join(' and no ')} here: their tests are skipped.`);
  return found;
}
