import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutTimeline } from '../../../src/sandbox/trace/timeline-layout.ts';
import { clipWidth, timelineSvg } from '../../../src/sandbox/trace/timeline-svg.ts';
import { anyTrace } from './any-trace.ts';
import { elementsOf } from './markup.ts';
import { exchange, fourAttempts, herd, makeTrace, steady, streamed } from './fixtures.ts';

const svgOf = (trace: Parameters<typeof timelineSvg>[0]): string => timelineSvg(trace, { idPrefix: 'a' });

test('writes well-formed markup of any run, without a number that is none', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const svg = svgOf(trace);
      expect(elementsOf(svg)[0]).toMatch(/^<svg class="timeline/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    }),
  );
});

test('is a group that the summary names', () => {
  const svg = svgOf(fourAttempts);
  expect(svg).toContain(
    'role="group" aria-labelledby="a-title"><title id="a-title">Succeeded on attempt 4 after 7.1 s: 3 refusals',
  );
});

test('attempts are labelled images at rest and buttons when live, and no stops of the Tab key', () => {
  const [rest, live] = [false, true].map((isLive) => timelineSvg(fourAttempts, { idPrefix: 'a', isLive }));
  expect(rest?.match(/<g class="attempt [a-z-]+" data-id="\d" data-t="\d+" role="img">/g)).toHaveLength(4);
  expect(live?.match(/<g class="attempt [a-z-]+" data-id="\d" data-t="\d+" role="button">/g)).toHaveLength(4);
  expect(live).not.toContain('tabindex');
  expect(live).toContain('<title>Attempt 2: 429 Too Many Requests; sent at 0.49 s, decided at 0.57 s</title>');
});

test('a refused attempt has another shape than an answered one', () => {
  const svg = svgOf(fourAttempts);
  expect(svg.match(/<path class="verdict"/g)).toHaveLength(3);
  expect(svg.match(/<rect class="verdict"/g)).toHaveLength(1);
});

test('writes no colour and no style of its own', () => {
  for (const trace of [fourAttempts, streamed, herd(20, 4, 900, 400)]) {
    expect(svgOf(trace)).not.toMatch(/style=|#[0-9a-f]{3,6}"|rgb|(?:fill|stroke)="(?!url\()/);
  }
});

test('every id begins with the prefix, and every reference finds one', () => {
  const svg = timelineSvg(herd(20, 4, 900, 400), { idPrefix: 'fig-7' });
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.every((id) => id?.startsWith('fig-7-'))).toBe(true);
  for (const [, reference] of svg.matchAll(/url\(#([^)]*)\)|aria-labelledby="([^"]*)"/g))
    if (reference) expect(ids).toContain(reference);
});

test('nothing that a server or a snippet sends becomes markup', () => {
  const hostile = fc.string().map((text) => `${text}"><script>alert(1)</script>'&`);
  fc.assert(
    fc.property(hostile, hostile, (statusText, url) => {
      const [harmful, harmless] = [
        { statusText, url },
        { statusText: 'x', url: 'y' },
      ].map((more) => elementsOf(svgOf(makeTrace(exchange({ id: 1, t: 0, status: 429, ...more })))));
      expect(harmful).toEqual(harmless);
    }),
  );
});

test('what becomes known later carries a later instant', () => {
  const svg = svgOf(fourAttempts);
  expect(svg).toContain('data-id="4" data-t="7012"');
  expect(svg).toMatch(/<rect class="verdict" data-t="7092"/);
  // The wait is drawn while it lasts, and called the server's wish only once it has ended.
  expect(svg).toMatch(/<rect class="hatch" data-t="1782"[^>]*\/><rect class="told" data-t="7012"/);
});

test('the clip follows the playhead, and at the end clips nothing', () => {
  const layout = layoutTimeline(fourAttempts);
  expect(clipWidth(layout, 0)).toBe(layout.scale.left);
  expect(clipWidth(layout, 3546)).toBe((layout.scale.left + layout.scale.right) / 2);
  expect(clipWidth(layout, 7092)).toBe(layout.width);
});

test('draws five thousand requests in a bounded size', () => {
  expect(svgOf(steady(5000, 100)).length).toBeLessThan(20_000);
  expect(svgOf(herd(400, 16, 900, 400)).length).toBeLessThan(40_000);
});

test('draws five thousand requests in less than 50 ms', () => {
  const trace = steady(5000, 100);
  const times = Array.from({ length: 12 }, () => {
    const start = performance.now();
    svgOf(trace);
    return performance.now() - start;
  });
  // The best of several is what the code takes; the others are what else the machine was doing.
  expect(Math.min(...times)).toBeLessThan(50);
});
