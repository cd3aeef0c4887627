import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import type { BrowserName } from '../../support/browsers/names.ts';
import type { TestPage } from '../../support/browsers/test-page.ts';
import type { Canary } from '../../support/canary.ts';
import type { BrowserUnderTest } from '../../support/three-browsers.ts';
import { exerciseAfter } from './exercise-run.ts';
import { callHost, runHostile, type HostileRun } from './hostile-page.ts';
import type { PageOutcome } from './in-page.ts';
import type { VariantName } from './variants.ts';

/** The longest that the page may be held up, in ms: what a reader takes for a hitch, on a busy machine. */
const LONGEST_STALL_MS = 1_000;
const PATIENCE_MS = 30_000;

/** A page in one browser, in which hostile code is run. */
export interface Lab {
  readonly browser: BrowserName;
  readonly page: TestPage;
  readonly canary: Canary;
  /** Runs code in the sandbox of that name, by default one after another. */
  run(variant: VariantName, runs: readonly HostileRun[], atOnce?: number): Promise<readonly PageOutcome[]>;
  /** Opens one more page with the same policy, for what would lose this one. */
  openAnother(): Promise<TestPage>;
}

/** What came of hostile code, beside what it did in its own run. */
export interface Aftermath {
  readonly hits: readonly string[];
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  readonly newWindows: number;
  readonly address: unknown;
  /** The trace of the run after. */
  readonly next: object;
}

/** Opens a page at `path` of the site of tests. */
export async function openLab(browser: BrowserUnderTest, canary: Canary, url: string): Promise<Lab> {
  const { origin } = new URL(url);
  const open = async (): Promise<TestPage> => {
    const page = await browser.openPage([origin]);
    await page.goto(url);
    await callHost(page, 'guarded', 'keepSpareFrame', '/guarded/frame.html');
    return page;
  };
  const page = await open();
  return {
    browser: browser.name,
    page,
    canary,
    async run(variant, runs, atOnce = 1) {
      const t = performance.now();
      const r = await runHostile(page, variant, runs, atOnce);
      appendFileSync('/tmp/w/hostile-logs/times', `${new Date().toISOString()} ${browser.name} ${variant} ${runs.length} ${(performance.now() - t).toFixed(0)} ms, stalls ${r.map((o) => o.longestStallMs.toFixed(0)).sort((x, y) => +y - +x).slice(0, 4).join(' ')}\n`);
      return r;
    },
    openAnother: open,
  };
}

/** Does hostile work in the real sandbox, and gathers what came of it. */
export async function withAftermath<T>(lab: Lab, work: () => Promise<T>): Promise<[result: T, aftermath: Aftermath]> {
  const { page, canary } = lab;
  const before = [canary.hits().length, page.requestsToOtherOrigins().length, page.dialogs().length];
  const windows = await page.windowCount();
  const result = await work();
  const [next] = await lab.run('guarded', [exerciseAfter('')]);
  if (next === undefined) throw new Error('The next run has no outcome.');
  return [
    result,
    {
      hits: canary.hits().slice(before[0]),
      requests: page.requestsToOtherOrigins().slice(before[1]),
      dialogs: page.dialogs().slice(before[2]),
      newWindows: (await page.windowCount()) - windows,
      address: await page.evaluate('location.pathname'),
      next: comparableTrace(next.trace),
    },
  ];
}

/** Nothing was reached, and the next run went as it goes in Node. */
export function expectUntouched({ next, ...reached }: Aftermath, exercised: object): void {
  expect(reached).toEqual({ hits: [], requests: [], dialogs: [], newWindows: 0, address: '/' });
  expect(next).toEqual(exercised);
}

/** The page was itself all the while. */
export function expectCalm({ longestStallMs, heard, faults }: PageOutcome): void {
  expect(longestStallMs).toBeLessThan(LONGEST_STALL_MS);
  expect({ heard, faults }).toEqual({ heard: [], faults: [] });
}

/** Waits until all of it is there, and gives up on what never comes: a test then says what is missing. */
export async function waitForAll(
  wanted: readonly string[],
  gather: () => Promise<readonly string[]>,
): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const there = await gather();
    if (wanted.every((one) => there.includes(one)) || performance.now() > deadline) return [...there];
    await pause(20);
  }
}
