import { expect, test } from 'vitest';
import { caseOf, examCases } from '../../../src/exam/cases.ts';
import type { Grade, GradedCase } from '../../../src/exam/grade.ts';
import { reportJson, reportText } from '../../../src/exam/report.ts';

/** An exam with these grades; what is not among them is passed. */
function examWith(grades: Readonly<Record<string, Grade>>): readonly GradedCase[] {
  return examCases.map(({ id }) => ({ id, grade: grades[id] ?? { kind: 'pass' }, traces: [] }));
}

const failed = (...findings: readonly string[]): Grade => ({ kind: 'fail', findings });
const THREE_FAILED = examWith({
  'retry-after-seconds': failed('It came too soon.', 'It gave up.'),
  'retry-after-date': failed('It never came.'),
  ratelimit: failed('It came at once.', 'It gave up.', 'It lied.'),
  'quota-spent': failed('It came again.'),
});

const linesOf = (graded: readonly GradedCase[], options = {}): readonly string[] =>
  reportText(graded, options).split('\n');
const titleOf = (id: string): string => caseOf(id).title;

test('of a group the first failure is shown in full, and the others in a line with what was wrong', () => {
  const lines = linesOf(THREE_FAILED);
  const { behaviour, right, source, title } = caseOf('retry-after-seconds');
  const at = lines.indexOf(`FAIL    ${title}`);
  expect(lines[at - 1]).toBe('Told when to come back:');
  expect(lines.slice(at + 1, at + 7).map((line) => line.trim())).toEqual([
    'It came too soon.',
    'It gave up.',
    behaviour,
    right,
    source.url,
    `FAIL    ${titleOf('retry-after-date')}: It never came.`,
  ]);
  expect(lines).toContain(`FAIL    ${titleOf('ratelimit')}: It came at once. (and 2 more)`);
  expect(lines).toContain(`FAIL    ${titleOf('quota-spent')}`);
  expect(lines).toContain('Of each group the first failure is shown in full; --verbose shows each in full.');
});

test('every case has its line, however many fail', () => {
  const lines = linesOf(examWith(Object.fromEntries(examCases.map(({ id }) => [id, failed(`It broke at ${id}.`)]))));
  for (const { id } of examCases) {
    const at = lines.findIndex((line) => line.startsWith(`FAIL    ${titleOf(id)}`));
    expect(`${lines[at]} ${lines[at + 1]}`).toContain(`It broke at ${id}.`);
  }
  expect(lines.length).toBeLessThan(examCases.length + 50);
});

test('with --verbose all failures are shown in full', () => {
  const lines = linesOf(THREE_FAILED, { verbose: true });
  for (const id of ['retry-after-seconds', 'retry-after-date', 'ratelimit', 'quota-spent']) {
    expect(lines).toContain(`FAIL    ${titleOf(id)}`);
    expect(lines).toContain(`          ${caseOf(id).behaviour}`);
  }
  expect(lines.join()).not.toContain('--verbose');
});

test('where each failure stands in full already nothing else is offered', () => {
  expect(reportText(examWith({ ratelimit: failed('It lied.') }))).not.toContain('--verbose');
  expect(reportText(examWith({ ratelimit: { kind: 'not-applicable', why: 'So.' } }))).toContain(
    `\nn/a     ${titleOf('ratelimit')}: So.\n`,
  );
});

test('where retry as it comes would not pass, what it passes behind is named too', () => {
  const text = reportText(examWith({ 'cold-42-s': failed('It gave up.') }));
  expect(text).toContain(
    `, set as in src/exam/clients/fetch-with-retry.ts\n  or wait-until-ready, before retry as it comes, for “${titleOf('cold-42-s')}”: src/content/fixes/wait-until-ready/wait-until-ready.ts\n`,
  );
  expect(reportText(THREE_FAILED)).not.toContain('wait-until-ready');
});

test('a machine is told which fix passes, set as in which file, and behind what it passes as it comes', () => {
  const { cases } = JSON.parse(reportJson('my.ts', examWith({ 'cold-42-s': failed('No.') }))) as {
    cases: { id: string }[];
  };
  const setAsIn = 'src/exam/clients/fetch-with-retry.ts';
  const cold = cases.find(({ id }) => id === 'cold-42-s');
  expect(cold).toMatchObject({ fix: 'retry', setAsIn, orAfter: 'wait-until-ready' });
  expect(cases.filter((one) => 'fix' in one)).toEqual([cold]);
});

test('a machine is told every finding of every case', () => {
  const { cases } = JSON.parse(reportJson('my.ts', THREE_FAILED)) as { cases: { id: string; grade: Grade }[] };
  expect(cases.map(({ id, grade }) => ({ id, grade }))).toEqual(THREE_FAILED.map(({ id, grade }) => ({ id, grade })));
});
