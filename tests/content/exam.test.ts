import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';
import { FETCH_OFFERS, playInIsolate } from '../../src/exam/exam-files.ts';
import { examine, type Examinee } from '../../src/exam/examine.ts';
import type { ExamCase } from '../../src/exam/exam-case.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { createNodeRunner, readHarness } from '../../src/exam/node.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import { retryMutants } from './retry-mutants.ts';

const RETRY = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');
const PATIENT = readFileSync('src/exam/clients/fetch-with-retry.ts', 'utf8');
const options = { harness: readHarness(), run: createNodeRunner(await loadRefusals('src/content/refusals')) };

const withRetry = (retry: string): Examinee => ({
  offers: FETCH_OFFERS,
  play: playInIsolate({ files: { 'client.ts': PATIENT, 'retry.ts': retry } }, options),
});
const gradeOf = async (one: ExamCase, examinee: Examinee): Promise<Grade> => (await examine(one, examinee)).grade;

function caseOf(id: string): ExamCase {
  const found = examCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no case "${id}".`);
  return found;
}

test('there are thirty cases at least, each with a name and a source of its own', () => {
  expect(examCases.length).toBeGreaterThanOrEqual(30);
  expect(new Set(examCases.map(({ id }) => id)).size).toBe(examCases.length);
  for (const { source } of examCases) expect(source.url).toMatch(/^https:\/\//);
});

test.each(examCases.map((one) => [one.id, one] as const))('our retry in the case "%s"', async (_, one) => {
  const grade = await gradeOf(one, withRetry(RETRY));
  expect(grade.kind).toBe(one.needs.every((need) => FETCH_OFFERS.includes(need)) ? 'pass' : 'not-applicable');
});

test.each(retryMutants)('without "$rule", retry fails in the case "$case"', async ({ find, replace, case: id }) => {
  expect(RETRY.split(find)).toHaveLength(2);
  const grade = await gradeOf(caseOf(id), withRetry(RETRY.replace(find, () => replace)));
  expect(grade).toHaveProperty('kind', 'fail');
});
