import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { expect, inject, test } from 'vitest';

const PYTHON = inject('python').equipped;
const FIXES = ['retry', 'rate-limiter'].map((fix) => resolve('src/content/fixes', fix)).join(delimiter);

test.skipIf(!PYTHON)('in Python, a retry can be paced as the header of rate_limiter.py says', () => {
  const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-W', 'error', 'tests/support/python-paced'];
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', args, {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: FIXES, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', FORCE_COLOR: undefined },
  });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/^\d+ passed in/m);
});
