import { spawnSync } from 'node:child_process';

/** Where Python is; what is missing is left out. */
export interface FoundPython {
  /** Any Python 3.10 or later. */
  readonly plain?: string;
  /** One that has all that the fixes and their tests need. */
  readonly equipped?: string;
}

/** What the fixes and their tests import or run, and the stubs that mypy knows requests by. */
const MODULES = ['requests', 'httpx', 'pytest', 'mypy', 'requests-stubs'];

const PROBE = `
import importlib.util, sys
if sys.version_info < (3, 10) or not all(map(importlib.util.find_spec, sys.argv[1:])):
    sys.exit(1)
print(sys.executable)`;

/** Looks for Python; `PYTHON_PATH` goes before all else, and the system's may have what the one on the path lacks. */
export function findPython(): FoundPython {
  const plain = findPythonWith([]);
  const equipped = findPythonWith(MODULES);
  return { ...(plain && { plain }), ...(equipped && { equipped }) };
}

/**
 * The first Python that has these modules. Itself, since what the path has may be a script that looks for it, and slow.
 */
export function findPythonWith(modules: readonly string[]): string | undefined {
  for (const candidate of [process.env.PYTHON_PATH, 'python3', '/usr/bin/python3']) {
    if (candidate === undefined) continue;
    const { status, stdout } = spawnSync(candidate, ['-c', PROBE, ...modules], { encoding: 'utf8', timeout: 30_000 });
    if (status === 0 && stdout.trim() !== '') return stdout.trim();
  }
  return undefined;
}
