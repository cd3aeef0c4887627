import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';
import { fixFor } from '../../src/exam/fix-for.ts';
import { ourClients } from '../../src/exam/our-clients.ts';
import { readScorecard, writeScorecard } from '../../src/scorecard/scorecard-file.ts';
import { takeScorecard } from '../../src/scorecard/take-scorecard.ts';

/** All clients through all cases, from the same cache as the build: what ran once does not run again. */
const LONG_MS = 900_000;

test(
  'the committed scorecard is what comes out: verdicts, findings, traces and versions. Else run npm run scorecard',
  async () => {
    const committed = readScorecard();
    const taken = writeScorecard(await takeScorecard('.'), { before: committed, today: 'today' });
    expect(committed?.examined).toEqual(taken.examined);
    // Its day stays as long as nothing else is another.
    expect(taken.date).toBe(committed?.date);
    expect(committed?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  },
  LONG_MS,
);

test('every client is examined twice, in every case, and no case without a verdict', () => {
  const { examined = [] } = readScorecard() ?? {};
  const folders = readdirSync('src/clients', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'python')
    .map(({ name }) => name);
  expect(folders.length).toBeGreaterThan(0);
  const ids = examined.filter(({ settings }) => settings !== 'ours').map(({ id }) => id);
  expect(ids.sort()).toEqual(folders.flatMap((name) => [`${name}-best`, `${name}-defaults`]).sort());
  for (const { cases, versions, settings } of examined) {
    expect(cases.map(({ id }) => id)).toEqual(examCases.map(({ id }) => id));
    if (settings !== 'ours') expect(Object.values(versions)).not.toEqual([]);
    for (const { grade, traces } of cases) expect(traces === undefined).toBe(grade.kind === 'not-applicable');
  }
});

test('the fix that a failed cell names passes that case', () => {
  const { examined = [] } = readScorecard() ?? {};
  for (const one of examCases) {
    const fix = fixFor(one);
    const ours = ourClients.find(({ fixes }) => fixes.at(-1) === fix);
    const column = examined.find(({ id }) => id === `${ours?.id}-ours`);
    expect([one.id, fix, column?.cases.find(({ id }) => id === one.id)?.grade.kind]).toEqual([one.id, fix, 'pass']);
  }
});
