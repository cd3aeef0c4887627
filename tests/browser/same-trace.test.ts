import { beforeAll, describe, expect, test } from 'vitest';
import { still, withoutInstants } from '../../src/components/still.ts';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import { consoleHtml } from '../../src/sandbox/trace/console-html.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import { summarizeParts, summarySentence } from '../../src/sandbox/trace/summary.ts';
import { attemptTable } from '../../src/sandbox/trace/table.ts';
import { timelineSvg } from '../../src/sandbox/trace/timeline-svg.ts';
import { builtSandboxPages } from '../support/built-sandboxes.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { asWritten, seeSandbox, type SeenMark, type SeenRun } from '../support/seen-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

/** Twenty in all. */
const RUNS = { printed: 16, edited: 4 };
/** How far rounding a printed drawing to whole coordinates may move an edge of it. */
const NEAR = 1.5;

const pages = builtSandboxPages();

test('the built site has sandboxes, each with an id of its own', () => {
  expect(pages.flatMap(({ ids }) => ids).length).toBeGreaterThan(0);
  for (const { ids } of pages) expect(new Set(ids).size).toBe(ids.length);
});

inEachBrowser((browser) => {
  describe.each(pages)('/$path', ({ path, ids }) => {
    let page: TestPage;
    beforeAll(async () => {
      page = await browser.openPage();
      await page.goto(siteUrl() + path);
    });

    test('holds these sandboxes and no other', async () => {
      const found = await page.evaluate(() =>
        [...document.querySelectorAll('code-sandbox')].map((sandbox) => sandbox.id),
      );
      expect(found).toEqual(ids);
    });

    test.each(ids)('%s runs 20 times to the trace that Node recorded, and shows it as the page does', async (id) => {
      const { recorded, traces, runs, printed, live } = await page.evaluate(seeSandbox, id, RUNS);
      expect(runs).toBe(20);
      for (const trace of traces) expect(comparableTrace(trace)).toEqual(comparableTrace(recorded));

      const [first, again] = await drawnFrom(page, id, recorded);
      expect(printed).toMatchObject(first);
      expect(live).toMatchObject(again);
      expect(withoutInstants(live.console)).toBe(printed.console);
      expectAlike(live.marks, printed.marks);
    });

    test('asked nobody else', () => {
      expect(page.requestsToOtherOrigins()).toEqual([]);
      expect(page.errors() ?? []).toEqual([]);
    });
  });
});

type Drawn = Omit<SeenRun, 'marks'>;

/** What the page has to show of a trace: as it prints it, and after a run. */
async function drawnFrom(page: TestPage, id: string, trace: Trace): Promise<readonly [printed: Drawn, live: Drawn]> {
  const parts = summarizeParts(trace);
  const said = { outcome: parts.outcome, summary: summarySentence(parts) };
  const idPrefix = `${id}-timeline`;
  const log = consoleHtml(trace.events);
  const pieces = [
    [
      withoutInstants(log),
      withoutInstants(attemptTable(trace, { mostRows: 16 })),
      still(timelineSvg(trace, { idPrefix })),
    ],
    [log, attemptTable(trace), timelineSvg(trace, { idPrefix, isLive: true })],
  ];
  const withoutRoles = pieces.flat().map((html) => html.replaceAll(/ role="(?:img|button)"/g, ''));
  const [printedConsole = '', printedTable = '', printedTimeline = '', console = '', table = '', timeline = ''] =
    await page.evaluate(asWritten, withoutRoles);
  return [
    { ...said, console: printedConsole, table: printedTable, timeline: printedTimeline },
    { ...said, console, table, timeline },
  ];
}

/** The same marks in the same order, each where the other is. */
function expectAlike(live: readonly SeenMark[], printed: readonly SeenMark[]): void {
  expect(live.map(({ name }) => name)).toEqual(printed.map(({ name }) => name));
  for (const [index, { name, box }] of live.entries()) {
    const distances = box.map((edge, side) => Math.abs(edge - (printed[index]?.box[side] ?? NaN)));
    expect(Math.max(...distances), name).toBeLessThanOrEqual(NEAR);
  }
}
