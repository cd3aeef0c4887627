import { expect, test } from 'vitest';
import { assertShows } from '../../../src/loaders/assert-shows.ts';
import { TRACE_VERSION, type EndEvent, type Trace, type TraceEvent } from '../../../src/sandbox/trace/events.ts';

const request: TraceEvent = {
  t: 0,
  kind: 'request',
  id: 1,
  method: 'GET',
  url: 'https://x.y/',
  headers: [],
  body: null,
};
const answer = (status: number): TraceEvent[] => [
  { t: 80, kind: 'response', id: 1, status, statusText: '', headers: [] },
  { t: 80, kind: 'chunk', id: 1, text: '', last: true },
];
const log: TraceEvent = { t: 80, kind: 'log', level: 'log', depth: 0, text: 'the bill: 3 requests' };
const traceOf = (end: Pick<EndEvent, 'outcome' | 'reason' | 'message'>, status: number): Trace => ({
  version: TRACE_VERSION,
  scenario: 'any',
  seed: 1,
  startEpochMs: 0,
  events: [request, ...answer(status), log, { t: 80, kind: 'end', ...end }],
});
const succeeded = traceOf({ outcome: 'succeeded' }, 200);
const gaveUp = traceOf({ outcome: 'failed', reason: 'gave-up', message: 'The last answer was a refusal.' }, 429);
/** The run, with one more line in its console. */
const withLastLine = (trace: Trace): Trace => ({
  ...trace,
  events: trace.events.toSpliced(-1, 0, { ...log, text: 'and on it goes' }),
});
const snippet = (file: string, shows: string) => ({ guide: 'a-guide', file, shows });

test.each([
  ['a fixed snippet succeeds as its guide says', 'fixed-a.ts', 'Succeeded on attempt 1', succeeded],
  ['a broken snippet ends in its symptom', 'broken-a.ts', 'with a 429', gaveUp],
  ['a broken snippet says it on its last line', 'broken-a.ts', 'the bill: 3 requests', gaveUp],
  ['a fixed snippet says it on any line', 'fixed-a.ts', 'the bill: 3', withLastLine(succeeded)],
])('lets a guide be built in which %s', (_, file, shows, trace) => {
  expect(() => assertShows(snippet(file, shows), trace)).not.toThrow();
});

test.each([
  ['fixed snippet fails, whatever it shows', 'fixed-a.ts', 'with a 429', gaveUp, 'a fixed-* must succeed'],
  ['broken snippet succeeds, whatever it prints', 'broken-a.ts', 'the bill', succeeded, 'a broken-* must not succeed'],
  ['broken snippet shows no symptom', 'broken-a.ts', 'with a 503', gaveUp, 'ends in "with a 503"'],
  ['broken snippet goes on', 'broken-a.ts', 'the bill', withLastLine(gaveUp), 'ends in "the bill"'],
  ['fixed snippet shows something else', 'fixed-a.ts', 'on attempt 4', succeeded, 'shows "on attempt 4"'],
])('stops a guide whose %s', (_, file, shows, trace, message) => {
  expect(() => assertShows(snippet(file, shows), trace)).toThrow(message);
});

test('the error names the guide and the file, and quotes what the run did show', () => {
  expect(() => assertShows(snippet('broken-a.ts', 'nothing like it'), gaveUp)).toThrow(
    /"a-guide".*broken-a\.ts shows:\nFailed on attempt 1 .*429.*\nthe bill: 3 requests\n.*Mend/s,
  );
});
