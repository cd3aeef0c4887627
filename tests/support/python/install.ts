import { aptInstall, canUseApt } from '../apt.ts';
import { findPython, type FoundPython } from './find.ts';

const DEBIAN_PACKAGES = ['python3-requests', 'python3-httpx', 'python3-pytest', 'mypy', 'python3-typeshed'];

/** Finds Python and what the fixes in it need. In CI all of it must be there, elsewhere what needs it is skipped. */
export function ensurePython(): FoundPython {
  const isCi = Boolean(process.env.CI);
  let found = findPython();
  if (isCi && !found.equipped && canUseApt()) {
    aptInstall(DEBIAN_PACKAGES);
    found = findPython();
  }
  if (found.equipped) return found;
  const what = `a Python 3.10 or later with requests, httpx, pytest, mypy and types-requests`;
  if (isCi) {
    throw new Error(
      `Failed to find or install ${what}: install it, on Debian with "apt-get install ${DEBIAN_PACKAGES.join(' ')}".`,
    );
  }
  console.warn(`There is not ${what} here: the tests of the fixes in Python are skipped.`);
  return found;
}
