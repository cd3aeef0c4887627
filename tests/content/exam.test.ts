import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';
import { playInIsolate } from '../../src/exam/exam-files.ts';
import { examine } from '../../src/exam/examine.ts';
import type { ExamCase } from '../../src/exam/exam-case.ts';
import { fixBefore } from '../../src/exam/fix-for.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { createNodeRunner, PATIENT_BUDGETS, readHarness } from '../../src/exam/node.ts';
import { ourClients, type OurClient } from '../../src/exam/our-clients.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import { readScorecard } from '../../src/scorecard/scorecard-file.ts';
import { applyMutant } from './mutant.ts';
import { retryMutants } from './retry-mutants.ts';

/** A case may be run under several seeds, each in a process of its own, on a busy machine. */
const SEEDS_TIMEOUT_MS = 90_000;
const options = {
  harness: readHarness(),
  run: createNodeRunner(await loadRefusals('src/content/refusals'), { budgets: PATIENT_BUDGETS }),
};

/** The files of a client, as they stand beside each other in the isolate. */
function filesOf({ file, fixes }: OurClient): Record<string, string> {
  const copies = fixes.map((fix) => [`${fix}.ts`, readFileSync(`src/content/fixes/${fix}/${fix}.ts`, 'utf8')] as const);
  return { 'client.ts': readFileSync(`src/exam/clients/${file}`, 'utf8'), ...Object.fromEntries(copies) };
}

async function gradeOf(one: ExamCase, { offers }: OurClient, files: Record<string, string>): Promise<Grade> {
  return (await examine(one, { offers, play: playInIsolate({ files }, options) })).grade;
}

function named<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no "${id}".`);
  return found;
}

test('there are thirty cases at least, each with a name and a source of its own', () => {
  expect(examCases.length).toBeGreaterThanOrEqual(30);
  expect(new Set(examCases.map(({ id }) => id)).size).toBe(examCases.length);
  for (const { source } of examCases) expect(source.url).toMatch(/^https:\/\//);
});

test('every case applies to one of our clients', () => {
  for (const { id, needs } of examCases) {
    const takers = ourClients.filter(({ offers }) => needs.every((need) => offers.includes(need)));
    expect([id, takers.length > 0]).toEqual([id, true]);
  }
});

const takes = ourClients.flatMap((client) => examCases.map((one) => ({ client, one, name: client.title, id: one.id })));
test.each(takes)(
  '$name in the case "$id"',
  async ({ client, one }) => {
    const applies = one.needs.every((need) => client.offers.includes(need));
    expect(await gradeOf(one, client, filesOf(client))).toMatchObject({ kind: applies ? 'pass' : 'not-applicable' });
  },
  SEEDS_TIMEOUT_MS,
);

/** What is wrong with a client whose file takes the place of ours, beside copies of the same fixes. */
async function gradeOfCode(id: string, client: OurClient, code: string): Promise<Grade> {
  return gradeOf(named(examCases, id), client, { ...filesOf(client), 'client.ts': code });
}

test('a client that hands on half an answer fails in the case "body-drops"', async () => {
  const code = readFileSync('tests/content/naive-clients/keeps-what-came.ts', 'utf8');
  const client = named(ourClients, 'retry');
  expect(await gradeOfCode('body-drops', client, code)).toEqual({
    kind: 'fail',
    findings: ['A failure came back as if it were a result: {"answer'],
  });
  expect(await gradeOfCode('success', client, code)).toEqual({ kind: 'pass' });
});

/** A client that gets one thing wrong, and what the exam says of it. */
interface NaiveClient {
  readonly file: string;
  readonly id: string;
  readonly finding: string;
  /** In whose place it is examined. @default 'retry' */
  readonly client?: string;
}

const RETRIES = 'It sent 2 requests, though no wait cures this refusal.';
const GIVES_UP = 'It sent 1 request and gave up; here it pays to send 2.';
const WENT = 'It gave up after 20 ms and 1 request, so it was not there at';
const naiveClients: readonly NaiveClient[] = [
  ...[400, 401, 403, 404, 410].map((status) => {
    return { file: 'retries-anything', id: `status-${status}`, finding: RETRIES };
  }),
  { file: 'asks-twice', id: 'success', finding: 'It sent 2 requests; at most 1 make sense here.' },
  { file: 'never-tries-again', id: 'long-outage', finding: GIVES_UP },
  { file: 'never-tries-again', id: 'no-last-sleep', finding: GIVES_UP },
  { file: 'never-tries-again', id: 'abort-in-wait', finding: `${WENT} 2.0 s to be stopped.` },
  { file: 'never-tries-again', id: 'deadline', finding: `${WENT} 5.0 s to be stopped.` },
  { file: 'drops-the-signal', id: 'deadline', finding: 'It took until 1 min; 5.1 s is the limit.' },
  {
    file: 'tries-twice',
    id: 'one-shot-body',
    finding: "Its body was a stream that can't be sent again, and it waited 1.0 s before it said so.",
  },
  {
    file: 'tries-twice',
    id: 'two-layers',
    finding: 'It sent 300 requests; at most 225 make sense here.',
    client: 'retry-and-budget',
  },
  {
    file: 'never-tries-again',
    id: 'two-layers',
    finding: 'It sent one request for each of the 150 calls and never tried again; a budget is for those that do.',
    client: 'retry-and-budget',
  },
  {
    file: 'hides-failures',
    id: 'two-layers',
    finding: 'A failure came back as if it were a result: {"text":"","problems":[429,429]}',
    client: 'retry-and-budget',
  },
];

test.each(naiveClients)('$file fails in the case "$id"', async ({ file, id, finding, client = 'retry' }) => {
  const code = readFileSync(`tests/content/naive-clients/${file}.ts`, 'utf8');
  const grade = await gradeOfCode(id, named(ourClients, client), code);
  expect(grade).toMatchObject({ kind: 'fail', findings: expect.arrayContaining([finding]) as unknown });
});

test('every case can fail', () => {
  const failed = readScorecard()?.examined.flatMap(({ cases }) => cases.filter(({ grade }) => grade.kind === 'fail'));
  const known = new Set([
    'body-drops',
    ...naiveClients.map(({ id }) => id),
    ...retryMutants.map((mutant) => mutant.case),
    ...(failed ?? []).map(({ id }) => id),
  ]);
  expect(examCases.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
});

test.each(['status-500', 'connection-drops', 'no-hint'])(
  'waits that chance makes short are no hammering in the case "%s"',
  async (id) => {
    const code = readFileSync('tests/content/naive-clients/short-jitter.ts', 'utf8');
    expect(await gradeOfCode(id, named(ourClients, 'retry'), code)).toEqual({ kind: 'pass' });
    const hammering = code.replace('100 * 2', '10 * 2');
    expect(await gradeOfCode(id, named(ourClients, 'retry'), hammering)).toMatchObject({
      findings: [expect.stringMatching(/^It hammers: /)],
    });
  },
  SEEDS_TIMEOUT_MS,
);

test.each(['herd', 'herd-told'])(
  'callers that queue for a few places are spread out in the case "%s"',
  async (id) => {
    const client = named(ourClients, 'retry');
    const cap = `
      import { createConcurrencyCap } from './concurrency.ts';
      import { fetchWithRetry } from './retry.ts';
      const cap = createConcurrencyCap({ maxInFlight: 4 });
      export const capped = (url, init) => cap.run(() => fetchWithRetry(url, init, { jitter: 'none' }));
    `;
    const concurrency = readFileSync('src/content/fixes/concurrency/concurrency.ts', 'utf8');
    const files = { ...filesOf(client), 'concurrency.ts': concurrency };
    expect(await gradeOf(named(examCases, id), client, { ...files, 'client.ts': cap })).toEqual({ kind: 'pass' });
    const atOnce = cap.replace('maxInFlight: 4', 'maxInFlight: 20');
    expect(await gradeOf(named(examCases, id), client, { ...files, 'client.ts': atOnce })).toEqual({
      kind: 'fail',
      findings: ['20 of 20 callers came back within 10 ms of each other, on average over 5 runs; a third is the most.'],
    });
  },
  SEEDS_TIMEOUT_MS,
);

test.each(['herd', 'herd-told'])(
  'a jitter of a whole second or none is a crowd in the case "%s", and an equal jitter is none',
  async (id) => {
    const client = named(ourClients, 'retry');
    const code = readFileSync('tests/content/naive-clients/whole-second-jitter.ts', 'utf8');
    expect(await gradeOfCode(id, client, code)).toEqual({
      kind: 'fail',
      findings: [expect.stringMatching(/^1\d(\.\d)? of 20 callers came back within 10 ms of each other/)],
    });
    const equal = `
      import { fetchWithRetry } from './retry.ts';
      export const equal = (url, init) => fetchWithRetry(url, init, { jitter: 'equal' });
    `;
    expect(await gradeOfCode(id, client, equal)).toEqual({ kind: 'pass' });
  },
  SEEDS_TIMEOUT_MS,
);

test('a client may send a token of its own', async () => {
  const client = named(ourClients, 'retry');
  const code = (filesOf(client)['client.ts'] ?? '').replace(
    'fetchWithRetry(input, init,',
    "fetchWithRetry(input, { ...init, headers: { ...init.headers, authorization: 'Bearer mine' } },",
  );
  expect(code).toContain('Bearer mine');
  expect(await gradeOfCode('cold-42-s', client, code)).toEqual({ kind: 'pass' });
});

test('without a deadline retry waits on in the case "retry-after-overflow", unless its timers overflow', async () => {
  const client = named(ourClients, 'retry');
  const { 'client.ts': code = '', ...fixes } = filesOf(client);
  const settings = { rule: 'a deadline', find: 'deadlineMs: 300_000', replace: 'deadlineMs: Infinity' };
  const timers = { rule: 'no timer overflows', find: 'setTimeout(wake, Math.min(leftMs, MAX_TIMER_MS))' };
  const files = { ...fixes, 'client.ts': applyMutant(code, settings) };
  const overflowing = applyMutant(fixes['retry.ts'] ?? '', { ...timers, replace: 'setTimeout(wake, leftMs)' });
  const one = named(examCases, 'retry-after-overflow');
  expect(await gradeOf(one, client, files)).toEqual({ kind: 'pass' });
  expect(await gradeOf(one, client, { ...files, 'retry.ts': overflowing })).toHaveProperty('kind', 'fail');
  // Only there: a day is another matter.
  expect(await gradeOf(named(examCases, 'retry-after-day'), client, files)).toHaveProperty('kind', 'fail');
});

test('the example in the text of retry-budget passes "two-layers", and does not without the budget', async () => {
  const client = named(ourClients, 'retry-and-budget');
  const { 'retry-budget.ts': text = '' } = filesOf(client);
  const [, lines = ''] = /(const budget = .*?\);)\n \*\n/s.exec(text) ?? [];
  const example = lines
    .replace(/^ \*/gm, '')
    .replace('const response = await ', 'export const query = (url, init) => ');
  expect(example).toContain('createRetryBudget();');
  const imports = `import { fetchWithRetry } from './retry.ts';\nimport { createRetryBudget } from './retry-budget.ts';\n`;
  expect(await gradeOfCode('two-layers', client, imports + example)).toEqual({ kind: 'pass' });
  const without = example.replace('{ shouldRetry: mayRetry }', '{}');
  expect(without).not.toBe(example);
  expect(await gradeOfCode('two-layers', client, imports + without)).toHaveProperty('kind', 'fail');
});

test.each(['stream-overload', 'never-answers'])(
  'the example in the text of sse-guard passes "%s"',
  async (id) => {
    const client = named(ourClients, 'retry-and-sse-guard');
    const files = filesOf(client);
    const example = /fetchWithRetry\(url, init, (\{.*?\})\);/s.exec(files['sse-guard.ts'] ?? '')?.[1] ?? '';
    const code = files['client.ts'] ?? '';
    const taken = code.replace(/(?<=fetchWithRetry\(input, init, )\{.*?\n {2}\}/s, example.replace(/^ \*/gm, ''));
    expect(taken).toContain('deadlineMs: 600_000');
    expect(await gradeOf(named(examCases, id), client, { ...files, 'client.ts': taken })).toHaveProperty(
      'kind',
      'pass',
    );
  },
  SEEDS_TIMEOUT_MS,
);

test.each(retryMutants)(
  'without "$rule", retry fails in the case "$case"',
  async (mutant) => {
    const client = named(ourClients, mutant.client ?? 'retry');
    const files = filesOf(client);
    const file = mutant.file ?? 'retry.ts';
    const mutated = { ...files, [file]: applyMutant(files[file] ?? '', mutant) };
    expect(await gradeOf(named(examCases, mutant.case), client, mutated)).toHaveProperty('kind', 'fail');
  },
  SEEDS_TIMEOUT_MS,
);

test('wait-until-ready before retry as it comes passes what retry as it comes does not', async () => {
  const one = named(examCases, 'cold-42-s');
  const client = named(ourClients, 'retry');
  expect(fixBefore(one)).toBe('wait-until-ready');
  const asItComes = readFileSync('src/exam/clients/retry-as-it-comes.ts', 'utf8');
  expect(await gradeOfCode(one.id, client, asItComes)).toHaveProperty('kind', 'fail');
  const files = {
    ...filesOf(client),
    'wait-until-ready.ts': readFileSync('src/content/fixes/wait-until-ready/wait-until-ready.ts', 'utf8'),
    'client.ts': `
      import { fetchWithRetry } from './retry.ts';
      import { waitUntilReady } from './wait-until-ready.ts';
      export default async (url, init) => {
        await waitUntilReady(new URL('/health', url), init);
        return fetchWithRetry(url, init);
      };
    `,
  };
  expect(await gradeOf(one, client, files)).toEqual({ kind: 'pass' });
});
