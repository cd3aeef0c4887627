import { expect, test } from 'vitest';
import { MAX_FILE_CHARACTERS, parseSavedEdits, serializeEdits } from '../../../src/sandbox/element/saved-edits.ts';

const names = { files: ['fixed.ts', 'retry.ts'], numbers: ['limit', 'seed'] };
const none = { files: {}, numbers: {} };

test('reads back what it wrote', () => {
  const edits = { files: { 'retry.ts': 'export {};\n' }, numbers: { limit: 'not yet a number' } };
  expect(parseSavedEdits(serializeEdits(edits), names)).toEqual(edits);
});

test('writes nothing where nothing differs', () => {
  expect(serializeEdits(none)).toBeNull();
});

test.each([
  ['nothing', null],
  ['no JSON', '{"version":1,'],
  ['a number', '1'],
  ['null', 'null'],
  ['an array', '[]'],
  ['another version', JSON.stringify({ version: 2, files: { 'fixed.ts': 'x' }, numbers: {} })],
  ['no version', JSON.stringify({ files: { 'fixed.ts': 'x' }, numbers: {} })],
  ['parts of other kinds', JSON.stringify({ version: 1, files: ['x'], numbers: 'limit' })],
  ['missing parts', JSON.stringify({ version: 1 })],
])('takes nothing from a storage that holds %s', (_, json) => {
  expect(parseSavedEdits(json, names)).toEqual(none);
});

test('keeps what fits and drops the rest', () => {
  const json = JSON.stringify({
    version: 1,
    files: { 'fixed.ts': 'kept', 'retry.ts': 3, 'gone.ts': 'from an older page' },
    numbers: { limit: '9', seed: 7, window: '1' },
  });
  expect(parseSavedEdits(json, names)).toEqual({ files: { 'fixed.ts': 'kept' }, numbers: { limit: '9' } });
});

test('drops texts that no reader typed', () => {
  const json = JSON.stringify({
    version: 1,
    files: { 'fixed.ts': 'x'.repeat(MAX_FILE_CHARACTERS + 1) },
    numbers: { limit: '1'.repeat(65) },
  });
  expect(parseSavedEdits(json, names)).toEqual(none);
});

test('takes no text from the prototype of what it reads', () => {
  const json = '{"version":1,"files":{"__proto__":{"fixed.ts":"smuggled"}},"numbers":{}}';
  expect(parseSavedEdits(json, { files: ['fixed.ts', 'toString'], numbers: [] })).toEqual(none);
});
