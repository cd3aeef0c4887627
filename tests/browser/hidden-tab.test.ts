import { beforeAll, expect, test } from 'vitest';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import { summarize } from '../../src/sandbox/trace/summary.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { runHidden } from '../support/hidden-in-page.ts';
import { recordedOf } from '../support/recorded-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

const GUIDE = 'guides/hugging-face-rate-limit-exceeded/';
const SANDBOX = 'fixed-backoff';

inEachBrowser((browser) => {
  let page: TestPage;
  beforeAll(async () => {
    page = await browser.openPage();
    await page.goto(siteUrl() + GUIDE);
  });

  test.each([
    ['before', 1, 0],
    ['before', 'fit', 0],
    ['playing', 1, 1],
    ['playing', 10, 1],
  ] as const)('a run in a tab hidden %s, at speed %s, ends with its end shown', async (when, speed, frames) => {
    const recorded = await page.evaluate(recordedOf, SANDBOX);
    const { trace, framesAskedFor, slider, ...shown } = await page.evaluate(runHidden, SANDBOX, speed, when);
    expect(comparableTrace(trace)).toEqual(comparableTrace(recorded));
    const endMs = trace.events.at(-1)?.t;
    expect(slider).toEqual([endMs, endMs]);
    expect(shown).toEqual({ state: 'succeeded', summary: summarize(trace).replace(/\s+/g, ' ') });
    expect(framesAskedFor).toBe(frames);
  });
});
