import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { caseOf, examCases } from '../../src/exam/cases.ts';
import type { ExamCase } from '../../src/exam/exam-case.ts';
import { examine } from '../../src/exam/examine.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import { createTemporaryFolder, removeFolder } from '../support/browsers/child.ts';
import { PYTHON_OFFERS, startPython, type PythonPlayer, type Way } from '../support/python-exam/play-in-python.ts';
import { pythonRetryMutants } from './python-retry-mutants.ts';

const PYTHON = inject('python').equipped;
const refusals = await loadRefusals('src/content/refusals');

const WAYS: readonly Way[] = ['requests', 'httpx', 'httpx_async'];
const fileOf = (way: Way): string => `src/content/fixes/retry/retry_${way === 'requests' ? way : 'httpx'}.py`;

test('what is not asked of the Python fixes is known: threads take no abort, and neither looks into streams or keeps a budget', () => {
  const away = (way: Way): readonly string[] =>
    examCases.filter(({ needs }) => !needs.every((need) => PYTHON_OFFERS[way].includes(need))).map(({ id }) => id);
  const ofAll = ['stream-overload', 'two-layers'];
  const ofThreads = ['abort-in-wait', 'abort-in-flight', 'deadline', ...ofAll];
  expect(away('requests')).toEqual(ofThreads);
  expect(away('httpx')).toEqual(ofThreads);
  expect(away('httpx_async')).toEqual(ofAll);
});

// A busy machine takes long over twenty threads.
describe.skipIf(!PYTHON).each(WAYS)('retry in Python, called with %s', { timeout: 120_000 }, (way) => {
  const offers = PYTHON_OFFERS[way];
  const mutants = pythonRetryMutants.filter(({ ways }) => ways.includes(way));
  const folder = createTemporaryFolder();
  let player: PythonPlayer;
  beforeAll(() => {
    player = startPython(way, { python: PYTHON ?? '', refusals });
  });
  afterAll(() => {
    player.end();
    removeFolder(folder);
  });
  const gradeOf = async (one: ExamCase, file: string): Promise<Grade> =>
    (await examine(one, { offers, play: player.play(file) })).grade;

  test.each(examCases.map((one) => [one.id, one] as const))('in the case "%s"', async (_, one) => {
    const applies = one.needs.every((need) => offers.includes(need));
    expect(await gradeOf(one, fileOf(way))).toMatchObject({ kind: applies ? 'pass' : 'not-applicable' });
  });

  test.each(mutants)('without "$rule" it fails in the case "$case"', async (mutant) => {
    const { find, times = 1, replace, case: id } = mutant;
    const code = readFileSync(fileOf(way), 'utf8');
    expect(code.split(find)).toHaveLength(times + 1);
    const file = join(folder, 'retry.py');
    writeFileSync(
      file,
      code.replaceAll(find, () => replace),
    );
    expect(await gradeOf(caseOf(id), file)).toHaveProperty('kind', 'fail');
  });
});

describe.skipIf(!PYTHON)('the rate limiter in Python, before a window of 20 in 10 s', { timeout: 120_000 }, () => {
  const FILE = 'src/content/fixes/rate-limiter/rate_limiter.py';
  const folder = createTemporaryFolder();
  let player: PythonPlayer;
  beforeAll(() => {
    player = startPython('rate_limiter', { python: PYTHON ?? '', refusals });
  });
  afterAll(() => {
    player.end();
    removeFolder(folder);
  });
  /** What 50 callers at once are answered, and when they ask, in seconds. */
  async function callAtOnce(
    file: string,
  ): Promise<{ readonly statuses: Set<number>; readonly atS: readonly number[] }> {
    const { events } = await player.play(file)(caseOf('window-of-50'), 429);
    const statuses = events.flatMap((event) => (event.kind === 'response' ? [event.status] : []));
    const atS = events.flatMap((event) => (event.kind === 'request' ? [Math.floor(event.t / 1_000)] : []));
    return { statuses: new Set(statuses), atS };
  }

  test('lets all through without a refusal, nine tenths of the window at a time', async () => {
    const { statuses, atS } = await callAtOnce(FILE);
    expect(statuses).toEqual(new Set([200]));
    expect([0, 10, 20].map((second) => atS.filter((each) => each === second).length)).toEqual([18, 18, 14]);
  });

  test('runs into the limit where it does not count its starts', async () => {
    const code = readFileSync(FILE, 'utf8');
    const counting = 'self._started_at.append(now)';
    expect(code.split(counting)).toHaveLength(2);
    const file = join(folder, 'rate_limiter.py');
    writeFileSync(file, code.replace(counting, 'pass'));
    expect((await callAtOnce(file)).statuses).toContain(429);
  });
});
