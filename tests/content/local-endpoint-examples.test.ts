import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { serve } from '../support/local-endpoint.ts';

const PYTHON = inject('python').equipped;
const EXAMPLES = 'src/local-endpoint/examples';
const FIXES = 'src/content/fixes/retry';

/** A folder as a reader has it: the example beside the fix that it tests. */
function folderWith(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const path of paths) copyFileSync(path, join(folder, basename(path)));
  return folder;
}

/** Runs an example against an endpoint; it must not hold up the endpoint, which is in this process. */
function run(
  program: string,
  args: readonly string[],
  { cwd, url }: { readonly cwd: string; readonly url: string },
): Promise<{ readonly failed: boolean; readonly output: string }> {
  const env = { PATH: process.env.PATH, ENDPOINT: url, PYTHONDONTWRITEBYTECODE: '1', CI: '1' };
  return new Promise((done) => {
    execFile(program, args, { cwd, env }, (error, stdout, stderr) => {
      done({ failed: error !== null, output: `${stdout}${stderr}` });
    });
  });
}

// The second says nothing of when to come back: the example must notice.
const SERVERS = [
  ['hf-hub-window', false],
  ['exam:status-503', true],
] as const;

test.for(SERVERS)(
  'the example in TypeScript runs as it is shown, against %s',
  { timeout: 60_000 },
  async ([id, failed]) => {
    const { url, clockState } = await serve(id);
    const cwd = folderWith(`${EXAMPLES}/rate-limit.test.ts`, `${FIXES}/retry.ts`);
    // Served elsewhere, since the port that it names may be taken.
    const example = join(cwd, 'rate-limit.test.ts');
    writeFileSync(example, readFileSync(example, 'utf8').replace('http://127.0.0.1:4290', url));
    symlinkSync(resolve('node_modules'), join(cwd, 'node_modules'));
    const ran = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--root', cwd], { cwd, url });
    expect(ran.failed, ran.output).toBe(failed);
    expect(ran.output).toContain(failed ? '1 failed' : '1 passed');
    expect((await clockState()).nowMs).toBeGreaterThan(0);
  },
);

describe.skipIf(!PYTHON)(`in Python${PYTHON ? '' : ', skipped: its libraries are not here'}`, () => {
  test.for(SERVERS)('the example in Python runs as it is shown, against %s', async ([id, failed]) => {
    const { url, clockState } = await serve(id);
    const cwd = folderWith(`${EXAMPLES}/test_rate_limit.py`, `${FIXES}/retry_requests.py`);
    const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-W', 'error', 'test_rate_limit.py'];
    const ran = await run(PYTHON ?? 'python3', args, { cwd, url });
    expect(ran.failed, ran.output).toBe(failed);
    expect(ran.output).toContain(failed ? '1 failed' : '1 passed');
    expect((await clockState()).nowMs).toBeGreaterThan(0);
  });
});
