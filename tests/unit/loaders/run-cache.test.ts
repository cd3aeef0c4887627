import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRunCache } from '../../../src/loaders/run-cache.ts';
import { TRACE_VERSION, type Trace } from '../../../src/sandbox/trace/events.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'run-cache-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const traceOf = (seed: number): Trace => ({
  version: TRACE_VERSION,
  scenario: 'any',
  seed,
  startEpochMs: 0,
  events: [{ t: 0, kind: 'end', outcome: 'succeeded' }],
});
const runOf = (seed: number) => vi.fn(() => Promise.resolve(traceOf(seed)));

test('runs what it does not know, and the same never again', async () => {
  const run = runOf(1);
  expect(await createRunCache(folder).trace({ seed: 1 }, run)).toEqual(traceOf(1));
  expect(await createRunCache(folder).trace({ seed: 1 }, run)).toEqual(traceOf(1));
  expect(run).toHaveBeenCalledTimes(1);
});

test('runs anew when anything that the run depends on has changed', async () => {
  const cache = createRunCache(folder);
  await cache.trace({ seed: 1, code: 'a' }, runOf(1));
  const run = runOf(2);
  await cache.trace({ seed: 1, code: 'b' }, run);
  expect(run).toHaveBeenCalledTimes(1);
});

test('what is asked for twice at once runs once', async () => {
  const [run, another] = [runOf(1), runOf(1)];
  const cache = createRunCache(folder);
  const traces = await Promise.all([cache.trace({ seed: 1 }, run), cache.trace({ seed: 1 }, another)]);
  expect(traces).toEqual([traceOf(1), traceOf(1)]);
  expect(run).toHaveBeenCalledTimes(1);
  expect(another).not.toHaveBeenCalled();
});

test('makes its folder, however deep', async () => {
  const deep = join(folder, 'not', 'there', 'yet');
  await createRunCache(deep).trace({}, runOf(1));
  expect(readdirSync(deep)).toHaveLength(1);
});

test.each([
  ['is cut short', '{"version":1,"ev'],
  ['is of another version', JSON.stringify({ ...traceOf(1), version: 0 })],
])('runs anew when what it kept %s', async (_, text) => {
  await createRunCache(folder).trace({}, runOf(1));
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), text);
  const run = runOf(2);
  expect(await createRunCache(folder).trace({}, run)).toEqual(traceOf(2));
});

test('keeps nothing of a run that failed to start', async () => {
  const cache = createRunCache(folder);
  await expect(cache.trace({}, () => Promise.reject(new Error('no such scenario')))).rejects.toThrow(
    'no such scenario',
  );
  expect(await cache.trace({}, runOf(1))).toEqual(traceOf(1));
});

test('leaves alone what another build is writing', async () => {
  writeFileSync(join(folder, 'abc.json.1234.tmp'), '{');
  await createRunCache(folder).forgetUnused();
  expect(readdirSync(folder)).toEqual(['abc.json.1234.tmp']);
});

test('forgets what nobody asked for', async () => {
  await createRunCache(folder).trace({ old: true }, runOf(1));
  const cache = createRunCache(folder);
  await cache.trace({ old: false }, runOf(2));
  await cache.forgetUnused();
  expect(readdirSync(folder)).toHaveLength(1);
  const run = runOf(2);
  await cache.trace({ old: false }, run);
  expect(run).not.toHaveBeenCalled();
});
