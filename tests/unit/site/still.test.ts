import { expect, test } from 'vitest';
import { still, withoutInstants } from '../../../src/components/still.ts';
import { consoleHtml } from '../../../src/sandbox/trace/console-html.ts';
import { TRACE_VERSION, type Trace, type TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { timelineSvg } from '../../../src/sandbox/trace/timeline-svg.ts';

const request = (t: number, id: number): TraceEvent => ({
  t,
  kind: 'request',
  id,
  method: 'GET',
  url: 'https://x.y/',
  headers: [],
  body: null,
});
const traceOf = (...events: TraceEvent[]): Trace => ({
  version: TRACE_VERSION,
  scenario: 'any',
  seed: 1,
  startEpochMs: 0,
  events,
});
const refused = traceOf(
  request(0, 1),
  { t: 80, kind: 'response', id: 1, status: 429, statusText: '', headers: [] },
  { t: 80, kind: 'chunk', id: 1, text: '', last: true },
  { t: 580, kind: 'wait', id: 2, afterId: 1, sinceMs: 80, reason: 'own-delay' },
  request(580, 2),
  { t: 660, kind: 'response', id: 2, status: 200, statusText: '', headers: [] },
  { t: 660, kind: 'chunk', id: 2, text: '', last: true },
  { t: 660, kind: 'end', outcome: 'succeeded' },
);
const timedOut = traceOf(
  request(0, 1),
  { t: 900, kind: 'abort', id: 1, reason: 'TimeoutError' },
  { t: 900, kind: 'end', outcome: 'failed', reason: 'threw' },
);
const draw = (trace: Trace): string => timelineSvg(trace, { idPrefix: 'one' });
const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;

test('a still drawing keeps what is seen: attempts with their names, labels, waits, grid', () => {
  const drawn = draw(refused);
  for (const pattern of [
    /<g class="attempt /g,
    /<title>/g,
    /<text /g,
    /class="verdict"/g,
    /class="hatch"/g,
    /class="grid"/g,
  ]) {
    expect(count(drawn, pattern), String(pattern)).toBeGreaterThan(0);
    expect(count(still(drawn), pattern), String(pattern)).toBe(count(drawn, pattern));
  }
});

test('what only a playback needs is gone, and all that refers to it', () => {
  const html = still(draw(refused));
  expect(html).not.toMatch(/data-t=|clip|playhead|<defs|url\(#one/);
  expect(html).toContain('url(#still-wait)');
  expect(html).toContain('<title>Attempt');
  expect(html).not.toMatch(/sent at|="\d+\.\d/);
  expect(html.length).toBeLessThan(draw(refused).length * 0.8);
});

test('an attempt that was given up is hollow, so what shines through it stays', () => {
  expect(still(draw(timedOut))).toMatch(/<g class="flights".*<rect class="start"/s);
  expect(still(draw(refused))).not.toMatch(/class="flights"|class="start"/);
});

test('what a snippet printed stays as it was', () => {
  const log: TraceEvent = { t: 5, kind: 'log', level: 'log', depth: 0, text: '<g data-t="5"> data-t="5"' };
  const html = withoutInstants(consoleHtml([log]));
  expect(html).not.toContain(' data-t="5"');
  expect(html).toContain('data-t=&quot;5&quot;&gt; data-t=&quot;5&quot;');
});
