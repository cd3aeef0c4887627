import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseOf } from '../../src/exam/cases.ts';
import { FETCH_OFFERS, playInIsolate } from '../../src/exam/exam-files.ts';
import { examine } from '../../src/exam/examine.ts';
import type { ExamCase } from '../../src/exam/exam-case.ts';
import type { Grade } from '../../src/exam/grade.ts';
import { createNodeRunner, PATIENT_BUDGETS, readHarness } from '../../src/exam/node.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';

const options = {
  harness: readHarness(),
  run: createNodeRunner(await loadRefusals('src/content/refusals'), { budgets: PATIENT_BUDGETS }),
};

async function gradeOf(one: ExamCase, code: string): Promise<Grade> {
  const play = playInIsolate({ files: { 'client.ts': code } }, options);
  return (await examine(one, { offers: FETCH_OFFERS, play })).grade;
}

const naive = (name: string): string => readFileSync(`tests/content/naive-clients/${name}.ts`, 'utf8');
const drawsFrom = (firstMs: number, attempts = 5): string =>
  naive('draws-its-own').replace('= 500', `= ${firstMs}`).replace('= 5;', `= ${attempts};`);

test.each([
  ['retry-after-seconds', naive('blurs-the-hint'), /^The server asked for 7\.0 s, and a retry came after 6\.5 s\.$/],
  ['retry-after-ms-short', drawsFrom(500), /^The server asked for 300 ms, and a retry came after 66 ms\.$/],
  ['retry-after-lies', drawsFrom(2_000), /^The server asked for 1\.0 s, and a retry came after 264 ms\.$/],
  ['abort-in-wait', drawsFrom(4_000), /^It sent 2 requests; at most 1 make sense here\.$/],
  ['deadline', drawsFrom(850), /^It gave up after 4\.9 s and 5 requests,/],
  ['one-shot-body', naive('sleeps-before-it-says'), /can't be sent again, and it waited 86 ms before it said so\.$/],
  ['cold-42-s', drawsFrom(1_000, 8), /^It came back with a 503 after 8 requests\.$/],
])('who draws its delays and is lucky once does not pass "%s"', async (id, code, said) => {
  const one = caseOf(id);
  expect(await gradeOf({ ...one, seeds: [429] }, code)).toEqual({ kind: 'pass' });
  const grade = await gradeOf(one, code);
  expect(grade).toHaveProperty('kind', 'fail');
  expect(grade.kind === 'fail' && grade.findings[0]).toMatch(said);
});
