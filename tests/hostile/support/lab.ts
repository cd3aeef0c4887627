import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import type { BrowserName } from '../../support/browsers/names.ts';
import type { TestPage } from '../../support/browsers/test-page.ts';
import type { Canary } from '../../support/canary.ts';
import type { BrowserUnderTest, PageUnderTestOptions } from '../../support/three-browsers.ts';
import { exerciseAfter } from './exercise-run.ts';
import { PATIENT, runHostile, type HostileRun } from './hostile-page.ts';
import type { PageOutcome } from './in-page.ts';
import type { VariantName } from './variants.ts';

/** The longest that the page may be held up, in ms: what a reader takes for a hitch, on a busy machine. */
const LONGEST_STALL_MS = 1_000;
const PATIENCE_MS = 30_000;

/** A page in one browser, in which hostile code is run. */
export interface Lab {
  readonly browser: BrowserName;
  readonly page: TestPage;
  readonly canaryOrigin: string;
  /** What has reached the canary since the page was opened, as in `GET /path`. */
  readonly hits: () => readonly string[];
  /** Runs code in the sandbox of that name, by default one after another. */
  readonly run: (variant: VariantName, runs: readonly HostileRun[], atOnce?: number) => Promise<readonly PageOutcome[]>;
  /** Opens the page anew, after what has lost it. */
  readonly reopen: () => Promise<void>;
}

/** What came of hostile code, beside what it did in its own run. */
export interface Aftermath {
  readonly hits: readonly string[];
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  readonly newWindows: number;
  readonly address: unknown;
  /** The run after. */
  readonly next: PageOutcome;
}

/** How often a run is begun at most, with some guard off. */
const MOST_STARTS = 4;

/** Whether code that would have ended by itself was ended before its first line. */
function neverBegan({ budgets = PATIENT }: HostileRun, outcome: PageOutcome | undefined): boolean {
  const first = outcome?.trace.events[0];
  return budgets === PATIENT && first?.kind === 'end' && first.reason === 'sign-of-life';
}

/**
 * On a busy machine Firefox now and then lets a worker hang in its first `importScripts()`, once workers have done with
 * their guards off what guards are there to prevent. Nothing is learnt of that, so such a run is begun again; with all
 * guards on none may hang.
 */
async function runPatiently(
  page: TestPage,
  variant: VariantName,
  runs: readonly HostileRun[],
  atOnce: number,
): Promise<readonly PageOutcome[]> {
  const outcomes = [...(await runHostile(page, variant, runs, atOnce))];
  for (let start = 2; variant !== 'guarded' && start <= MOST_STARTS; start += 1) {
    for (const [index, run] of runs.entries()) {
      if (neverBegan(run, outcomes[index])) outcomes.splice(index, 1, ...(await runHostile(page, variant, [run], 1)));
    }
  }
  return outcomes;
}

/** Opens a page at `path` of the site of tests. */
export async function openLab(
  browser: BrowserUnderTest,
  canary: Canary,
  url: string,
  { mayAskOthers }: Required<Pick<PageUnderTestOptions, 'mayAskOthers'>>,
): Promise<Lab> {
  const { origin } = new URL(url);
  // The canary serves one browser after another.
  const earlierHits = canary.hits().length;
  const page = await browser.openPage([origin], { mayAskOthers, canaryOrigins: [canary.origin] });
  await page.goto(url);
  return {
    browser: browser.name,
    page,
    canaryOrigin: canary.origin,
    hits: () => canary.hits().slice(earlierHits),
    run: (variant, runs, atOnce = 1) => runPatiently(page, variant, runs, atOnce),
    reopen: () => page.goto(url),
  };
}

/** Does hostile work in the real sandbox, and gathers what came of it. */
export async function withAftermath<T>(lab: Lab, work: () => Promise<T>): Promise<[result: T, aftermath: Aftermath]> {
  const { page, hits } = lab;
  const before = [hits().length, page.requestsToOtherOrigins().length, page.dialogs().length];
  const windows = await page.windowCount();
  const result = await work();
  const [next] = await lab.run('guarded', [exerciseAfter('')]);
  if (next === undefined) throw new Error('The next run has no outcome.');
  return [
    result,
    {
      hits: hits().slice(before[0]),
      requests: page.requestsToOtherOrigins().slice(before[1]),
      dialogs: page.dialogs().slice(before[2]),
      newWindows: (await page.windowCount()) - windows,
      address: await page.evaluate('location.pathname'),
      next,
    },
  ];
}

/** Nothing was reached, and the next run went as it goes in Node. */
export function expectUntouched({ next, ...reached }: Aftermath, exercised: object): void {
  expect(reached).toEqual({ hits: [], requests: [], dialogs: [], newWindows: 0, address: '/' });
  expect(comparableTrace(next.trace)).toEqual(exercised);
  expectCalm(next);
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
