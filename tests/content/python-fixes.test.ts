import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, inject, test } from 'vitest';

const PYTHON = inject('python').equipped;
const FIXES = globSync('src/content/fixes/*/*.py').filter((path) => !basename(path).startsWith('test_'));
const testOf = (path: string) => `${dirname(path)}/test_${basename(path)}`;

function python(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', args, {
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', FORCE_COLOR: undefined },
  });
  return { status, output: `${stdout}${stderr}` };
}

const pytest = (path: string) => python('-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-W', 'error', path);

test('there are fixes in Python', () => {
  const names = FIXES.map((path) => basename(path)).sort();
  expect(names).toEqual(['rate_limiter.py', 'retry_httpx.py', 'retry_requests.py']);
});

test('the fixes for requests and httpx share their rules, letter for letter', () => {
  const shared = ['requests', 'httpx'].map((library) => {
    const code = readFileSync(`src/content/fixes/retry/retry_${library}.py`, 'utf8');
    return /^# From here to "Up to here", .* are equal\.\n(?<rules>.*)^# Up to here\.$/ms.exec(code)?.groups?.['rules'];
  });
  expect(shared[0]).toContain('def _read_hint');
  expect(shared[0]).toBe(shared[1]);
});

describe.skipIf(!PYTHON)(`the fixes in Python${PYTHON ? '' : ', skipped: its libraries are not here'}`, () => {
  test.each(FIXES)(
    '%s passes the tests that travel with it',
    (path) => {
      const { status, output } = pytest(testOf(path));
      // The status also tells that there were tests: pytest ends with 5 where it finds none.
      expect(status, output).toBe(0);
      expect(output).toMatch(/^\d+ passed in/m);
    },
    120_000,
  );

  test('all of them are typed, as mypy is strict about it', () => {
    // Without its cache, mypy reads all of httpx first.
    const options = ['--strict', '--python-version', '3.10', '--cache-dir', '.cache/mypy'];
    const { status, output } = python('-m', 'mypy', ...options, ...FIXES);
    expect(status, output).toBe(0);
    expect(output).toContain('no issues found');
  }, 120_000);
});
