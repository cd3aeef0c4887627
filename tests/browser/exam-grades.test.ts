import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Grade, GradedCase } from '../../src/exam/grade.ts';
import { AT_ONCE } from '../../src/exam-page/at-once.ts';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import { gradedInPage } from '../support/exam-grades-in-page.ts';
import { gradedInNode } from '../support/exam-in-node.ts';
import { HOARDING_CLIENT } from '../support/hoarding-client.ts';
import { attackedCases, HOSTILE_MARK, hostileClient } from '../support/hostile-client.ts';
import { hostileExamInPage, stopInPage } from '../support/hostile-exam-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';
import { measureExams } from '../bench/exam-speed.ts';

const LOOP = readFileSync('src/exam/clients/copied-loop.ts', 'utf8');

const OURS = readFileSync('src/exam/clients/fetch-with-retry.ts', 'utf8');
const RETRY = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');

let loopInNode: readonly GradedCase[];
let oursInNode: readonly GradedCase[];
let hoarderInNode: readonly GradedCase[];
beforeAll(async () => {
  loopInNode = await gradedInNode({ 'client.ts': LOOP });
  oursInNode = await gradedInNode({ 'client.ts': OURS, 'retry.ts': RETRY });
  hoarderInNode = await gradedInNode({ 'client.ts': HOARDING_CLIENT });
});

function gradesOf(graded: readonly GradedCase[]): Record<string, Grade> {
  return Object.fromEntries(graded.map(({ id, grade }) => [id, grade]));
}

/** What all runs of an exam have to be alike in, whatever they ran in and in which order. */
function tracesOf(graded: readonly GradedCase[]): Record<string, unknown> {
  return Object.fromEntries(graded.map(({ id, traces }) => [id, traces.map((trace) => comparableTrace(trace))]));
}

inEachBrowser((browser) => {
  test.each([
    ['the copied loop', LOOP, () => loopInNode, ['pass', 'fail', 'not-applicable']],
    ['our retry', OURS, () => oursInNode, ['pass', 'not-applicable']],
    ['a client that leaves globals', HOARDING_CLIENT, () => hoarderInNode, ['pass', 'fail', 'not-applicable']],
  ])(
    '%s gets the grades that it gets in Node, finding by finding, with the same traces',
    async (_title, code, inNode, kinds) => {
      const page = await browser.openPage();
      await page.goto(`${siteUrl()}exam/`);
      const { graded, workers } = await page.evaluate(gradedInPage, code);
      // A run hands its worker on, with what it left put back; a busy machine may not see that in time, now and then.
      expect(workers).toBeGreaterThanOrEqual(AT_ONCE);
      expect(workers).toBeLessThan(graded.flatMap(({ traces }) => traces).length / 5);
      expect(gradesOf(graded)).toEqual(gradesOf(inNode()));
      expect(tracesOf(graded)).toEqual(tracesOf(inNode()));
      expect(new Set(graded.map(({ grade }) => grade.kind))).toEqual(new Set(kinds));
      expect(page.errors() ?? []).toEqual([]);
    },
  );

  // What `npm run bench` measures in all of them, held where it has room: another load falls on both alike.
  if (browser.name === 'chromium') {
    test('an exam takes at most three times as long as as many bare workers', async () => {
      const page = await browser.openPage();
      await page.goto(`${siteUrl()}exam/`);
      const speed = await measureExams(page, { frameUrl: `${siteUrl()}sandbox/frame.html`, code: null, times: 5 });
      expect(speed.runs).toBeGreaterThan(50);
      expect(speed.ratio).toBeLessThanOrEqual(3);
    });
  }

  test('code that is hostile in some cases loses those alone, and Stop ends it in the midst of a loop', async () => {
    const page = await browser.openPage();
    await page.goto(`${siteUrl()}exam/`);
    // One case loops in one lane, while the other lane goes on.
    const stopped = await page.evaluate(stopInPage, hostileClient(), 'ratelimit-reset');
    expect(stopped.frames).toBe(0);
    expect(stopped.ids).toContain('retry-after-date');
    expect(stopped.ids).not.toContain('retry-after-ms');

    const exam = await page.evaluate(hostileExamInPage, hostileClient(), HOSTILE_MARK);
    const others = (grades: Record<string, Grade>): [string, Grade][] =>
      Object.entries(grades).filter(([id]) => !attackedCases.includes(id));
    expect(Object.fromEntries(others(exam.grades))).toEqual(Object.fromEntries(others(gradesOf(loopInNode))));
    const cut = (why: RegExp): object => ({
      kind: 'fail',
      findings: expect.arrayContaining([expect.stringMatching(why)]) as unknown,
    });
    const noSign = /^The run was cut short: The code (?:gave no sign of life|computed for more than)/;
    expect(exam.grades).toMatchObject({
      'retry-after-ms': cut(noSign),
      'status-401': cut(noSign),
      'status-403': cut(/^The run was cut short: The run printed more than 500 lines/),
      'status-410': cut(/^It printed lines that begin with "exam outcome"/),
      'credits-spent': cut(/^The run was cut short: The run sent more than 300 requests/),
    });
    expect(exam.marked).toEqual(['status-403', 'status-404', 'status-410']);
    expect(exam.longestStallMs).toBeLessThan(1_000);
    expect(exam.frames).toBe(0);
    expect(page.errors() ?? []).toEqual([]);
  });
});
