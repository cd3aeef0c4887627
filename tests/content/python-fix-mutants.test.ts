/** Whether the tests that travel with the fixes in Python tell when a rule of theirs is gone. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTemporaryFolder, removeFolder } from '../support/browsers/child.ts';
import { applyMutant } from './mutant.ts';
import { pythonFixMutants } from './python-fix-mutants.ts';
import { pythonRateLimiterMutants } from './python-rate-limiter-mutants.ts';

const PYTHON = inject('python').equipped;
const FIXES = 'src/content/fixes';
/** What pytest ends with when tests ran and some failed; where it could not even begin it ends with another. */
const SOME_FAILED = 1;
const LONG_MS = 600_000;
/** These tests need no plugin of pytest, whichever are here. */
const QUICK = { PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1', PYTHONDONTWRITEBYTECODE: '1' };

/** How pytest ended, and what it said. */
type Ended = readonly [status: number, output: string];
const parseAll: (text: string) => readonly Ended[] = JSON.parse;

describe.skipIf(!PYTHON).each([
  ['retry_requests', 'retry', pythonFixMutants],
  ['retry_httpx', 'retry', pythonFixMutants],
  ['rate_limiter', 'rate-limiter', pythonRateLimiterMutants],
] as const)('the test of %s', (name, fix, mutants) => {
  const folder = createTemporaryFolder();
  let ends: readonly Ended[] = [];
  afterAll(() => removeFolder(folder));
  beforeAll(() => {
    const code = readFileSync(`${FIXES}/${fix}/${name}.py`, 'utf8');
    const copies = [code, ...mutants.map((mutant) => applyMutant(code, mutant))];
    const places = copies.map((copy, index) => {
      const place = join(folder, String(index));
      mkdirSync(place);
      cpSync(`${FIXES}/${fix}/test_${name}.py`, join(place, `test_${name}.py`));
      writeFileSync(join(place, `${name}.py`), copy);
      return place;
    });
    const { stdout, stderr } = spawnSync(PYTHON ?? 'python3', ['tests/support/python-fix-mutants/try_all.py'], {
      input: places.join('\n'),
      encoding: 'utf8',
      env: { ...process.env, ...QUICK, PYTHONUTF8: '1', FORCE_COLOR: undefined },
      timeout: LONG_MS,
    });
    if (stdout === '') throw new Error(`Failed to run pytest. A mutant must not loop for ever. ${stderr}`);
    ends = parseAll(stdout);
  }, LONG_MS);

  test('passes where every rule is there', () => {
    const [status, output] = ends[0] ?? [];
    expect(status, output).toBe(0);
  });

  test.each(mutants.map((mutant, index) => [mutant.rule, index + 1] as const))('misses the rule "%s"', (_, index) => {
    const [status, output] = ends[index] ?? [];
    expect(status, output).toBe(SOME_FAILED);
  });
});
