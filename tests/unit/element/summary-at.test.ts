import { expect, test } from 'vitest';
import { createSummaryAt } from '../../../src/sandbox/element/summary-at.ts';
import { TRACE_VERSION, type Trace } from '../../../src/sandbox/trace/events.ts';
import { summarizeParts } from '../../../src/sandbox/trace/summary.ts';

const request = { method: 'GET', url: 'https://example.com/', headers: [], body: null } as const;
const trace: Trace = {
  version: TRACE_VERSION,
  scenario: 'any',
  seed: 1,
  startEpochMs: 0,
  events: [
    { t: 0, kind: 'request', id: 1, ...request },
    { t: 100, kind: 'response', id: 1, status: 429, statusText: 'Too Many Requests', headers: [] },
    { t: 600, kind: 'wait', id: 2, afterId: 1, sinceMs: 100, reason: 'own-delay' },
    { t: 600, kind: 'request', id: 2, ...request },
    { t: 700, kind: 'response', id: 2, status: 200, statusText: 'OK', headers: [] },
    { t: 700, kind: 'chunk', id: 2, text: '', last: true },
    { t: 700, kind: 'end', outcome: 'succeeded' },
  ],
};

test('the summary at an instant is that of what has happened by then, in whichever order instants are asked for', () => {
  const summaryAt = createSummaryAt(trace);
  for (const t of [0, 700, 99, 100, 350, 600, 0, 700]) {
    const events = trace.events.filter((event) => event.t <= t);
    expect(summaryAt(t), `at ${t} ms`).toEqual(summarizeParts({ events, startEpochMs: 0 }, t));
  }
});

test('the time in it goes on while nothing happens', () => {
  const summaryAt = createSummaryAt(trace);
  expect(summaryAt(200).rest).not.toBe(summaryAt(400).rest);
});
