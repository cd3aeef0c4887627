import { beforeAll, describe, expect, test } from 'vitest';
import { answerRows } from '../../src/sandbox/trace/answer-rows.ts';
import { budgetAt } from '../../src/sandbox/trace/budget-at.ts';
import { groupCalls } from '../../src/sandbox/trace/calls.ts';
import { consoleHtml } from '../../src/sandbox/trace/console-html.ts';
import type { CodeSandbox } from '../../src/sandbox/element.ts';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import { formatInstant } from '../../src/sandbox/trace/duration.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';
import { instantsOf } from '../../src/sandbox/trace/state-at.ts';
import { summarizeParts, summarySentence } from '../../src/sandbox/trace/summary.ts';
import { layoutTimeline } from '../../src/sandbox/trace/timeline-layout.ts';
import { clipWidth } from '../../src/sandbox/trace/timeline-svg.ts';
import { builtSandboxPages } from '../support/built-sandboxes.ts';
import type { TestPage } from '../support/browsers/test-page.ts';
import { endSandbox } from '../support/ended-in-page.ts';
import { recordedOf } from '../support/recorded-in-page.ts';
import { asWritten } from '../support/seen-in-page.ts';
import { scrubSandbox, type Move, type SeenView } from '../support/scrubbed-in-page.ts';
import { inEachBrowser, siteUrl } from '../support/three-browsers.ts';

const TIMED_LABELS: ReadonlySet<string> = new Set(['status', 'wait', 'limit']);

inEachBrowser((browser) => {
  describe.each(builtSandboxPages())('/$path', ({ path, ids }) => {
    let page: TestPage;
    beforeAll(async () => {
      page = await browser.openPage();
      await page.goto(siteUrl() + path);
    });

    test.each(ids)('%s shows each instant as it was, whichever way it is reached', async (id) => {
      const trace = await page.evaluate(recordedOf, id);
      const { moves, times } = wayThrough(trace);
      const seen = await page.evaluate(scrubSandbox, id, moves);
      expect(seen.map(({ t }) => t)).toEqual(times);
      expect(seen.filter(({ isPlaying }) => isPlaying).length).toBeGreaterThan(1);
      const consoles = await page.evaluate(
        asWritten,
        times.map((t) => consoleHtml(cutAt(trace, t).events)),
      );
      const known = new Map<number, SeenView>();
      for (const [index, { t, time, view }] of seen.entries()) {
        expect(time).toBe(formatInstant(t));
        expect(view, `${t} ms, reached by ${JSON.stringify(moves[index])}`).toEqual(known.get(t) ?? view);
        if (known.has(t)) continue;
        known.set(t, view);
        expectPrefix(t, view, trace);
        expect(view.console, `the console at ${t} ms`).toBe(consoles[index]);
      }
    });
  });

  describe.each(builtSandboxPages())('/$path', ({ path, ids }) => {
    let page: TestPage;
    beforeAll(async () => {
      page = await browser.openPage();
      await page.goto(siteUrl() + path);
    });

    test.each(ids)('%s ends in the same state at every speed', async (id) => {
      const recorded = await page.evaluate(recordedOf, id);
      const frameMs = Math.ceil(endOf(recorded) / 12);
      const [first, ...others] = await page.evaluate(endSandbox, id, ['instant', 'fit', 10, 1], frameMs);
      if (first === undefined) throw new Error('Nothing has run.');
      expect(comparableTrace(first.trace)).toEqual(comparableTrace(recorded));
      expect(first.frames).toBe(0);
      expect(others.at(-1)?.frames).toBe(Math.ceil(endOf(recorded) / frameMs));
      for (const { state, shown } of others) {
        expect(state).toBe(first.state);
        expect(shown).toEqual(first.shown);
      }
    });

    test('a console longer than its room stands at its last line at every speed', async () => {
      const [id = ''] = ids;
      await page.evaluate((name: string) => {
        const line = 'console.log(i); await new Promise((go) => setTimeout(go, 10));';
        (document.getElementById(name) as CodeSandbox).files = {
          'main.ts': `for (let i = 0; i < 90; i++) { ${line} }`,
        };
      }, id);
      const [first, ...others] = await page.evaluate(endSandbox, id, ['instant', 1], 100);
      expect(first?.shown.at(-1)).toMatch(/^at 900 of 900, scrolled to [1-9]\d+,0$/);
      for (const { shown } of others) expect(shown).toEqual(first?.shown);
    });
  });
});

function endOf({ events }: Trace): number {
  return events.at(-1)?.t ?? 0;
}

/** Goes through a run forth and back, by slider, keys and playing, on events and between them; and where that leads. */
function wayThrough(trace: Trace): { moves: Move[]; times: number[] } {
  const instants = instantsOf(trace.events);
  const endMs = endOf(trace);
  const at = (share: number): number => instants[Math.floor(share * (instants.length - 1))] ?? 0;
  const stops = [at(0.3), Math.floor(endMs / 2), at(0.6) + 1, at(0.8), Math.max(0, at(0.9) - 1)]
    .filter((t) => t < endMs)
    .toSorted((a, b) => a - b);
  const seek = (t: number): Move => ({ seek: t });
  const playTo = (t: number): Move => ({ playTo: t });
  const [left, right] = [{ key: 'ArrowLeft' }, { key: 'ArrowRight' }];
  const moves = [
    ...[0, ...stops, endMs].map(seek),
    ...[...stops.toReversed(), 0].map(seek),
    ...[...stops, endMs].map(playTo),
    ...[left, left, right, right, playTo(0), playTo(at(0.5)), left, right, right],
    ...[at(0.8), 0, at(0.3), endMs].map(seek),
  ];
  let t = 0;
  const times = moves.map((move) => {
    if ('seek' in move) t = move.seek;
    else if ('playTo' in move) t = move.playTo;
    else if (move === right) t = instants.find((instant) => instant > t) ?? endMs;
    else t = instants.findLast((instant) => instant < t) ?? 0;
    return t;
  });
  return { moves, times };
}

function cutAt(trace: Trace, t: number): Trace {
  return { ...trace, events: trace.events.filter((event) => event.t <= t) };
}

/** All that is shown at an instant follows from what had happened by then. */
function expectPrefix(t: number, seen: SeenView, trace: Trace): void {
  const cut = cutAt(trace, t);
  const layout = layoutTimeline(trace);
  const isOver = t === layout.scale.spanMs;
  const sentence = summarySentence(summarizeParts(cut, t));
  const said = isOver ? { soFar: '', aloud: sentence } : { soFar: sentence, aloud: '' };
  expect(seen).toMatchObject({ names: [sentence, sentence], wrong: 0, ...said });
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

  // Those of the axes are there from the start.
  const labels = layout.labels.filter(({ kind, t: atMs }) => !TIMED_LABELS.has(kind) || atMs <= t);
  expect(seen.labels.toSorted()).toEqual(labels.map(({ text }) => text).toSorted());
  for (const label of labels.filter(({ kind, text }) => kind === 'limit' && text.startsWith('0 '))) {
    expect(budgetAt(cut.events, label.t)?.remaining, `${label.text} at ${label.t} ms`).toBeLessThan(1);
  }
}
