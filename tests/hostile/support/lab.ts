import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import type { TestPage } from '../../support/browsers/test-page.ts';
import type { Canary } from '../../support/canary.ts';
import { runScripted } from '../../support/run-scripted.ts';
import type { ScriptedAnswer } from '../../support/scripted-endpoint.ts';
import type { BrowserUnderTest } from '../../support/three-browsers.ts';
import { callHost, runHostile, type HostileRun } from './hostile-page.ts';
import type { PageOutcome } from './in-page.ts';

/** The longest that the page may be held up, in ms: about what a reader takes for a hitch, on a busy machine. */
export const LONGEST_STALL_MS = 1_000;

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A run that uses all of the runtime, after `first` has been run. */
export function exerciseAfter(first: string): Pick<HostileRun, 'files' | 'script' | 'budgets'> {
  const main = `import { exercise } from './exercise.ts';\n${first}\nawait exercise();`;
  return { files: { 'main.ts': main, 'exercise.ts': read('./exercise.ts') }, script: EXERCISE_SCRIPT, budgets: {} };
}

export const PROBE = read('./probe.ts');

const EXERCISE_SCRIPT: readonly ScriptedAnswer[] = [
  { chunks: [{ afterMs: 60, text: '{"a":[1,2]}' }] },
  { chunks: [{ afterMs: 50, text: 'one ' }, { afterMs: 90, text: 'two' }] }, // prettier-ignore
  { headersAfterMs: 1_000 },
];

/** What the exercise gives in Node. */
export async function exerciseInNode(): Promise<object> {
  const { files, script } = exerciseAfter('');
  return comparableTrace(await runScripted('', script, { files }));
}

/** One browser with one page, in which hostile code is run. */
export interface Lab {
  readonly page: TestPage;
  run(run: HostileRun): Promise<PageOutcome>;
  /** Runs several, a few at a time. */
  runAll(runs: readonly HostileRun[], atOnce?: number): Promise<readonly PageOutcome[]>;
  /** Does its work in a page with the policy of the real ones, and sees that nothing came of it. */
  held<T>(work: () => Promise<T>): Promise<T>;
  /** Does its work in a page without a policy; resolves with what the canary heard, too. */
  bared<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly hits: readonly string[] }>;
  close(): Promise<void>;
}

interface LabOptions {
  readonly browser: BrowserUnderTest;
  readonly origin: string;
  readonly canary: Canary;
  readonly exercised: object;
}

/** Opens the browser's one page. */
export async function openLab({ browser, origin, canary, exercised }: LabOptions): Promise<Lab> {
  const page = await browser.openPage([origin]);
  let at = '';

  async function goTo(path: string): Promise<void> {
    if (at === path) return;
    await page.goto(origin + path);
    at = path;
    await callHost(page, 'guarded', 'keepSpareFrame', '/guarded/frame.html');
  }

  const run = (asked: HostileRun): Promise<PageOutcome> => runHostile(page, asked);

  return {
    page,
    run,
    async runAll(runs, atOnce = 4) {
      const outcomes: PageOutcome[] = [];
      for (let start = 0; start < runs.length; start += atOnce) {
        outcomes.push(...(await Promise.all(runs.slice(start, start + atOnce).map(run))));
      }
      return outcomes;
    },
    async held(work) {
      await goTo('/');
      const before = [canary.hits().length, page.requestsToOtherOrigins().length, page.dialogs().length];
      const windows = await page.windowCount();
      const result = await work();
      const next = await run(exerciseAfter(''));
      expect(comparableTrace(next.trace)).toEqual(exercised);
      expect(canary.hits().slice(before[0])).toEqual([]);
      expect(page.requestsToOtherOrigins().slice(before[1])).toEqual([]);
      expect(page.dialogs().slice(before[2])).toEqual([]);
      expect(await page.windowCount()).toBe(windows);
      expect(await page.evaluate('location.href')).toBe(`${origin}/`);
      return result;
    },
    async bared(work) {
      await goTo('/without-policy');
      const before = canary.hits().length;
      const result = await work();
      const hits = canary.hits().slice(before).map(decodeURIComponent);
      at = '';
      return { result, hits };
    },
    close: () => page.close(),
  };
}

/** The page was itself all the while. */
export function expectCalm({ longestStallMs, heard, faults }: PageOutcome): void {
  expect(longestStallMs).toBeLessThan(LONGEST_STALL_MS);
  expect(heard).toEqual([]);
  expect(faults).toEqual([]);
}
