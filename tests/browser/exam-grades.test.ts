import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Grade } from '../../src/exam/grade.ts';
import { gradesInPage } from '../support/exam-grades-in-page.ts';
import { examInNode } from '../support/exam-in-node.ts';
import { attackedCases, HOSTILE_MARK, hostileClient } from '../support/hostile-client.ts';
import { hostileExamInPage, stopInPage } from '../support/hostile-exam-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

const LOOP = readFileSync('src/exam/clients/copied-loop.ts', 'utf8');

let inNode: Record<string, Grade>;
beforeAll(async () => {
  inNode = await examInNode({ 'client.ts': LOOP });
});

inEachBrowser((browser) => {
  test('the copied loop gets the grades that it gets in Node, finding by finding', async () => {
    const page = await browser.openPage();
    await page.goto(`${siteUrl()}exam/`);
    expect(await page.evaluate(gradesInPage, LOOP)).toEqual(inNode);
    const kinds = Object.values(inNode).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['pass', 'fail', 'not-applicable']));
    expect(page.errors() ?? []).toEqual([]);
  });

  test('code that is hostile in some cases loses those alone, and Stop ends it in the midst of a loop', async () => {
    const page = await browser.openPage();
    await page.goto(`${siteUrl()}exam/`);
    // The third case loops in one lane, while the other lane goes on.
    const stopped = await page.evaluate(stopInPage, hostileClient(), 'ratelimit-reset');
    expect(stopped.frames).toBe(0);
    expect(stopped.ids).toContain('retry-after-date');
    expect(stopped.ids).not.toContain('retry-after-ms');

    const exam = await page.evaluate(hostileExamInPage, hostileClient(), HOSTILE_MARK);
    const others = (grades: Record<string, Grade>): [string, Grade][] =>
      Object.entries(grades).filter(([id]) => !attackedCases.includes(id));
    expect(Object.fromEntries(others(exam.grades))).toEqual(Object.fromEntries(others(inNode)));
    const cut = (why: RegExp): object => ({ kind: 'fail', findings: [expect.stringMatching(why)] as unknown[] });
    const noSign = /^The run was cut short: The code (?:gave no sign of life|computed for more than)/;
    expect(exam.grades).toMatchObject({
      'retry-after-ms': cut(noSign),
      'status-401': cut(noSign),
      'status-403': cut(/^The run was cut short: The run printed more than 500 lines/),
      'credits-spent': cut(/^The run was cut short: The run sent more than 300 requests/),
    });
    expect(exam.marked).toEqual(['status-403', 'status-404', 'status-410']);
    expect(exam.longestStallMs).toBeLessThan(1_000);
    expect(exam.frames).toBe(0);
    expect(page.errors() ?? []).toEqual([]);
  });
});
