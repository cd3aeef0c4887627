import { beforeAll, describe, expect, test } from 'vitest';
import type { CodeSandbox } from '../../src/sandbox/element.ts';
import { answerRows } from '../../src/sandbox/trace/answer-rows.ts';
import { budgetAt } from '../../src/sandbox/trace/budget-at.ts';
import { groupCalls } from '../../src/sandbox/trace/calls.ts';
import { consoleHtml } from '../../src/sandbox/trace/console-html.ts';
import { formatInstant } from '../../src/sandbox/trace/duration.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import { instantsOf } from '../../src/sandbox/trace/state-at.ts';
import { summarizeParts, summarySentence } from '../../src/sandbox/trace/summary.ts';
import { layoutTimeline } from '../../src/sandbox/trace/timeline-layout.ts';
import { clipWidth } from '../../src/sandbox/trace/timeline-svg.ts';
import { builtSandboxPages } from '../support/built-sandboxes.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { asWritten } from '../support/seen-in-page.ts';
import { scrubSandbox, type SeenInstant } from '../support/scrubbed-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

inEachBrowser((browser) => {
  describe.each(builtSandboxPages())('/$path', ({ path, ids }) => {
    let page: TestPage;
    beforeAll(async () => {
      page = await browser.openPage();
      await page.goto(siteUrl() + path);
    });

    test.each(ids)('%s shows each instant as it was, whichever way it is reached', async (id) => {
      const trace = await page.evaluate(
        (name: string) => (document.getElementById(name) as CodeSandbox).recorded(),
        id,
      );
      const { moves, times } = wayThrough(trace);
      const seen = await page.evaluate(scrubSandbox, id, moves);
      expect(seen.map(({ t }) => t)).toEqual(times);
      const consoles = await page.evaluate(
        asWritten,
        times.map((t) => consoleHtml(cutAt(trace, t).events)),
      );
      for (const [index, instant] of seen.entries()) {
        expectPrefix(instant, trace);
        expect(instant.console, `the console at ${instant.t} ms`).toBe(consoles[index]);
      }
    });
  });
});

/** Scrubs there and back, on events and between them, and steps by key from some; where that leads. */
function wayThrough({ events }: Trace): { moves: (number | string)[]; times: number[] } {
  const instants = instantsOf(events);
  const endMs = events.at(-1)?.t ?? 0;
  const at = (share: number): number => instants[Math.floor(share * (instants.length - 1))] ?? 0;
  const moves = [at(0.8), 0, 'ArrowRight', Math.floor(endMs / 2), 'ArrowRight', at(0.3), 'ArrowLeft', at(0.6) + 1];
  moves.push(endMs, 'ArrowLeft', Math.max(0, at(0.9) - 1), endMs);
  let t = 0;
  const times = moves.map((move) => {
    if (typeof move === 'number') t = Math.min(move, endMs);
    else if (move === 'ArrowRight') t = instants.find((instant) => instant > t) ?? endMs;
    else t = instants.findLast((instant) => instant < t) ?? 0;
    return t;
  });
  return { moves, times };
}

function cutAt(trace: Trace, t: number): Trace {
  return { ...trace, events: trace.events.filter((event) => event.t <= t) };
}

/** All that is shown at an instant follows from what had happened by then. */
function expectPrefix(seen: SeenInstant, trace: Trace): void {
  const { t } = seen;
  const cut = cutAt(trace, t);
  const layout = layoutTimeline(trace);
  const isOver = t === layout.scale.spanMs;
  const sentence = summarySentence(summarizeParts(cut, t));
  const said = isOver ? { soFar: '', aloud: sentence } : { soFar: sentence, aloud: '' };
  expect(seen).toMatchObject({ time: formatInstant(t), names: [sentence, sentence], wrong: 0, ...said });
  expect(Number(seen.clip)).toBe(clipWidth(layout, t));

  const rows = answerRows(groupCalls(cut));
  const waits = new Map(answerRows(groupCalls(trace)).map(({ attempt, wait }) => [attempt.id, wait]));
  for (const { id, cells } of seen.rows) {
    const row = rows.find(({ attempt }) => attempt.id === id);
    const answer = row?.attempt.decided ? [row.answer] : [];
    const then = row && (row.wait ?? (answer.length > 0 && waits.get(id) === null)) ? [row.next] : [];
    expect(cells, `attempt ${id} at ${t} ms`).toEqual([
      formatInstant(row?.attempt.request.t ?? NaN),
      row?.request,
      ...answer,
      ...then,
    ]);
  }
  const decided = new Map(rows.map(({ attempt }) => [attempt.id, attempt.decided !== null]));
  const bars = layout.bars.filter(({ sentMs }) => sentMs <= t);
  expect(seen.attempts).toEqual(bars.map(({ id, title, openTitle }) => (decided.get(id) ? title : openTitle)));

  const labels = layout.labels.filter((label) => label.t <= t);
  expect(seen.labels.toSorted()).toEqual(labels.map(({ text }) => text).toSorted());
  for (const label of labels.filter(({ kind, text }) => kind === 'limit' && text.startsWith('0 '))) {
    expect(budgetAt(cut.events, label.t)?.remaining, `${label.text} at ${label.t} ms`).toBeLessThan(1);
  }
}
