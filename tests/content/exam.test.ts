import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';
import { playInIsolate } from '../../src/exam/exam-files.ts';
import { examine } from '../../src/exam/examine.ts';
import type { ExamCase } from '../../src/exam/exam-case.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { createNodeRunner, PATIENT_BUDGETS, readHarness } from '../../src/exam/node.ts';
import { ourClients, type OurClient } from '../../src/exam/our-clients.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
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
