import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Whether it still runs; one that ended and that nobody has asked about yet does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test.each([
  ['SIGTERM', null, 'SIGTERM'],
  ['SIGINT', null, 'SIGINT'],
  ['SIGHUP', null, 'SIGHUP'],
  ['end', 3, null],
] as const)('a child in the midst of a loop ends with its parent: %s', async (how, code, signal) => {
  const parent = spawn(process.execPath, ['tests/support/child-processes/keeps-one-busy.ts']);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isRunning(pid)).toBe(true);
  const ended = once(parent, 'exit');
  if (how === 'end') parent.stdin.end();
  else parent.kill(how);
  expect(await ended).toEqual([code, signal]);
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});
