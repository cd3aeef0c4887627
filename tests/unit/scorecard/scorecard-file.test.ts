import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Grade } from '../../../src/exam/grade.ts';
import { formatScorecard, readScorecard, writeScorecard } from '../../../src/scorecard/scorecard-file.ts';
import type { TakenExam } from '../../../src/scorecard/take-scorecard.ts';
import { TRACE_VERSION, type Trace } from '../../../src/sandbox/trace/events.ts';

const folder = mkdtempSync(join(tmpdir(), 'scorecard-'));
afterAll(() => rmSync(folder, { recursive: true }));

const traceOf = (t: number): Trace => ({
  version: TRACE_VERSION,
  scenario: 'exam',
  seed: 1,
  startEpochMs: 0,
  events: [{ t, kind: 'end', outcome: 'succeeded' }],
});

function takenOf(grade: Grade, trace = traceOf(0), version = '1.0.0'): readonly TakenExam[] {
  const about = { name: 'a', about: 'A client.', versions: { a: version }, offers: [], path: 'a.ts', files: {} };
  return [
    {
      examined: { ...about, id: 'a-best', client: 'a', settings: 'best', runsIn: 'node' },
      cases: [{ id: 'one', grade, traces: [trace] }],
    },
  ];
}

const pass: Grade = { kind: 'pass' };
const first = writeScorecard(takenOf(pass), { before: undefined, today: '2026-01-01' });

test('the first scorecard is of today', () => {
  expect(first.date).toBe('2026-01-01');
});

test('it keeps its day as long as nothing else changes', () => {
  const path = join(folder, 'first.json');
  writeFileSync(path, formatScorecard(first));
  expect(writeScorecard(takenOf(pass), { before: readScorecard(path), today: '2026-01-02' })).toEqual(first);
});

test.each([
  ['a verdict', takenOf({ kind: 'fail', findings: ['No.'] })],
  ['a trace', takenOf(pass, traceOf(1))],
  ['a version', takenOf(pass, traceOf(0), '1.0.1')],
])('another day comes with %s that changed', (_, taken) => {
  const next = writeScorecard(taken, { before: first, today: '2026-01-02' });
  expect(next.date).toBe('2026-01-02');
  expect(next.examined).not.toEqual(first.examined);
});

test('what was written is read again, and its absence is no error', () => {
  const path = join(folder, 'scorecard.json');
  expect(readScorecard(path)).toBeUndefined();
  writeFileSync(path, formatScorecard(first));
  expect(readScorecard(path)).toEqual(first);
});

test('a file that is no scorecard is told, with what to do', () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, '{"date":1}');
  expect(() => readScorecard(path)).toThrow(`Failed to read ${path}: it is no scorecard. Delete it and run npm run`);
});
