import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Grade } from '../../src/exam/grade.ts';
import { gradesInPage } from '../support/exam-grades-in-page.ts';
import { examInNode } from '../support/exam-in-node.ts';
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
});
