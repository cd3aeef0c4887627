import { expect, test } from 'vitest';
import { tallyGrades } from '../../../src/exam/tally-grades.ts';
import { readSettingNotes, runName } from '../../../src/scorecard/examined-words.ts';
import { summaryLines } from '../../../src/scorecard/summary-lines.ts';

test('each setting is told with the address that documents it, and what is your own; other comments are left out', () => {
  const code = `// Of no setting.
const settings = {
  // How often it tries again. https://example.com/retries#limit
  limit: 3,
};
`;
  expect(readSettingNotes(code)).toEqual([
    { words: 'How often it tries again.', url: 'https://example.com/retries#limit' },
  ]);
  expect(readSettingNotes('Retry(\n    # How often. https://example.com/\n    total=9,\n)')).toEqual([
    { words: 'How often.', url: 'https://example.com/' },
  ]);
  expect(
    readSettingNotes('/** Your own code: the longest wait. */\nconst LONGEST_MS = 3;\n# Your own code: it.'),
  ).toEqual([
    { words: 'Your own code: the longest wait.', url: undefined },
    { words: 'Your own code: it.', url: undefined },
  ]);
});

test('a run goes by its case, and by its seed where there are several', () => {
  expect(runName('herd', 429, 1)).toBe('herd');
  expect(runName('herd', 2, 5)).toBe('herd-2');
});

const cases = [
  { id: 'one', grade: { kind: 'pass' } },
  { id: 'two', grade: { kind: 'fail', findings: ['No.'] } },
  { id: 'three', grade: { kind: 'not-applicable', why: 'So.' } },
] as const;

test('what is not applicable is not counted as taken, and what is not observable is no pass', () => {
  const unseen = { id: 'four', grade: { kind: 'not-observable', why: 'A thread.' } } as const;
  const grades = { pass: 1, fail: 1, 'not-applicable': 1, 'not-observable': 1 };
  expect(tallyGrades([...cases, unseen])).toEqual({ ...grades, applying: 3 });
  const examined = [
    { id: 'a', cases },
    { id: 'bcd', cases: [...cases, unseen] },
  ];
  expect(summaryLines({ examined })).toEqual(['a    1 of 2 passed', 'bcd  1 of 3 passed, 1 not observable']);
});
