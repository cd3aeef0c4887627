import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Counts, judgeRunner, NO_COUNTS } from './counts.ts';
import type { Step } from './steps.ts';

/** Runs a step to its end. A check's output is shown only when it fails, a test runner's as it comes. */
export function runStep({ setUp, ...step }: Step, reportFolder: string): Counts {
  if (setUp !== undefined) {
    const prepared = runStep({ name: step.name, command: setUp }, reportFolder);
    if (prepared.failed > 0) return prepared;
  }
  const { name, command, runner } = step;
  const report = join(reportFolder, `${name}.json`);
  const { args = [], env = {} } = runner?.reportTo(report) ?? {};
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...command, ...args], {
    stdio: ['ignore', runner ? 'inherit' : 'pipe', runner ? 'inherit' : 'pipe'],
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (error) throw error;
  const hasSucceeded = status === 0;
  if (!runner) {
    if (!hasSucceeded) process.stdout.write(stdout + stderr);
    return { ...NO_COUNTS, [hasSucceeded ? 'passed' : 'failed']: 1 };
  }
  const counts = existsSync(report) ? runner.count(JSON.parse(readFileSync(report, 'utf8'))) : NO_COUNTS;
  return judgeRunner(counts, hasSucceeded);
}
