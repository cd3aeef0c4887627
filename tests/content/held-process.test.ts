import { expect, test } from 'vitest';
import { caseOf } from '../../src/exam/cases.ts';
import { readEvidence } from '../../src/exam/evidence.ts';
import { FETCH_OFFERS, playInIsolate } from '../../src/exam/exam-files.ts';
import { examine } from '../../src/exam/examine.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { readHarness } from '../../src/exam/node.ts';
import { createHeldRunner } from '../../src/held-process/run.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

const refusals = await loadRefusals('src/content/refusals');
const harness = readHarness();

function playerOf(name: string, restMs?: number): ReturnType<typeof playInIsolate> {
  const clientPath = `tests/content/held-clients/${name}.ts`;
  const run = createHeldRunner(refusals, { clientPath, ...(restMs !== undefined && { restMs }) });
  return playInIsolate({ files: {} }, { harness, run });
}

const play = (name: string, id: string, seed = 1): Promise<Trace> => playerOf(name)(caseOf(id), seed);

async function gradeOf(name: string, id: string, restMs?: number): Promise<Grade> {
  return (await examine(caseOf(id), { offers: FETCH_OFFERS, play: playerOf(name, restMs) })).grade;
}

/** When each request of a run was sent. */
const sentAt = ({ events }: Trace): readonly number[] =>
  events.flatMap((event) => (event.kind === 'request' ? [event.t] : []));

function onlyOutcome(trace: Trace): { settledAtMs: number; outcome: unknown } {
  const { calls, cutShortBy } = readEvidence(trace, 1);
  expect(cutShortBy).toBeUndefined();
  const call = calls.get(0);
  if (call === undefined) throw new Error('The caller was told nothing.');
  return call;
}

const JITTERED = ['with-got', 'with-axios'];

test.each([...JITTERED, 'with-undici'])('%s meets the server over its own HTTP and gets through', async (name) => {
  const trace = await play(name, 'status-503');
  expect(sentAt(trace)).toHaveLength(3);
  expect(sentAt(trace)[1]).toBeGreaterThan(90);
  expect(onlyOutcome(trace).outcome).toMatchObject({
    kind: 'returned',
    text: expect.stringContaining('yes') as string,
  });
  const [first] = trace.events;
  expect(first).toMatchObject({ method: 'POST', url: 'https://api.example.com/v1/answer' });
  expect(first).toHaveProperty('body', '{"inputs":"Question 0"}');
});

test.each(JITTERED)('the chance of %s is the seed', async (name) => {
  const [one, again, other] = [
    await play(name, 'no-hint', 1),
    await play(name, 'no-hint', 1),
    await play(name, 'no-hint', 2),
  ];
  expect(comparableTrace(again)).toEqual(comparableTrace(one));
  expect(sentAt(other)).not.toEqual(sentAt(one));
});

test.each(['with-got', 'with-undici', 'with-fetch', 'with-axios'])('%s tells when it was aborted', async (name) => {
  const trace = await play(name, 'abort-in-flight');
  expect(trace.events.filter(({ kind }) => kind === 'abort')).toEqual([
    { t: 2_000, kind: 'abort', id: 1, reason: 'AbortError' },
  ]);
  expect(onlyOutcome(trace)).toMatchObject({ settledAtMs: 2_000, outcome: { kind: 'threw' } });
});

test('a dropped connection is an error of the client', async () => {
  const { outcome } = onlyOutcome(await play('with-fetch', 'connection-drops'));
  expect(outcome).toMatchObject({ kind: 'threw', name: 'TypeError', message: 'fetch failed' });
});

test("Node's own fetch gives up on a silent server after its five minutes, in no time", async () => {
  const { settledAtMs } = onlyOutcome(await play('with-fetch', 'never-answers'));
  expect(settledAtMs).toBeGreaterThanOrEqual(300_000);
  expect(settledAtMs).toBeLessThan(302_000);
});

test('every clock and timer of Node is the one clock, and all chance is the seed', async () => {
  const [one, again, other] = [
    await play('all-clocks', 'success'),
    await play('all-clocks', 'success'),
    await play('all-clocks', 'success', 2),
  ];
  const said = ({ outcome }: { outcome: unknown }): Record<string, unknown> =>
    JSON.parse((outcome as { text: string }).text) as Record<string, unknown>;
  const first = said(onlyOutcome(one));
  expect(first['ms']).toEqual([8_000, 8_000, 8_000, 8_000, 8_000]);
  expect(first['date']).toBe(new Date(one.startEpochMs + 8_000).toISOString());
  expect(first['aborted']).toBe('AbortError');
  expect(said(onlyOutcome(again))).toEqual(first);
  expect(said(onlyOutcome(other))['chance']).not.toEqual(first['chance']);
});

test.each([
  ['blocks-by-atomics', /Atomics\.wait/],
  ['waits-by-a-thread', /a thread/],
  ['waits-by-a-socket', /a timer of Node's own/],
  ['connects-for-real', /a socket/],
  ['starts-a-process', /another process/],
])('%s is not observable, whatever the case', async (name, why) => {
  for (const id of ['success', 'quota-spent']) {
    expect(await gradeOf(name, id)).toEqual({ kind: 'not-observable', why: expect.stringMatching(why) as string });
  }
});

test('a client that never comes to rest is not observable', async () => {
  const grade = await gradeOf('spins', 'success', 1_000);
  expect(grade).toEqual({ kind: 'not-observable', why: 'It did not come to rest within 1 s of real time.' });
});

test('a client that does not load fails, and says why', async () => {
  const grade = await gradeOf('never-loads', 'quota-spent');
  expect(grade.kind).toBe('fail');
  expect(JSON.stringify(grade)).toContain('This client is of no use here.');
});
