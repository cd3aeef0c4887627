import { expect, test, vi } from 'vitest';
import { createSandboxModel, type SandboxModel } from '../../../src/sandbox/element/model.ts';

function model(): SandboxModel {
  return createSandboxModel({
    entry: 'fixed.ts',
    files: new Map([
      ['fixed.ts', 'import "./retry.ts";\n'],
      ['retry.ts', 'export {};\n'],
    ]),
    fields: [
      { name: 'limit', label: 'limit', unit: 'requests', min: 1, max: 100, step: 1, original: 5 },
      { name: 'seed', label: 'seed', unit: '', min: 0, max: 4294967295, step: 1, original: 429 },
    ],
  });
}

test('begins unchanged, with the guide’s files and numbers', () => {
  const sandbox = model();
  expect(sandbox.isChanged()).toBe(false);
  expect(sandbox.entry()).toBe('fixed.ts');
  expect(sandbox.numbers()).toEqual({ values: { limit: 5, seed: 429 }, wrong: [] });
  expect(sandbox.edits()).toEqual({ files: {}, numbers: {} });
});

test('an edit and its undoing leave nothing to keep', () => {
  const sandbox = model();
  sandbox.setText('retry.ts', 'edited');
  expect(sandbox.edits()).toEqual({ files: { 'retry.ts': 'edited' }, numbers: {} });
  sandbox.setText('retry.ts', 'export {};\n');
  expect(sandbox.isChanged()).toBe(false);
  expect(sandbox.edits()).toEqual({ files: {}, numbers: {} });
});

test('a wrong number is kept as it was typed, and named', () => {
  const sandbox = model();
  sandbox.setTyped('limit', 'many');
  expect(sandbox.typed('limit')).toBe('many');
  expect(sandbox.numbers().values).toEqual({ seed: 429 });
  expect(sandbox.numbers().wrong.map((field) => field.name)).toEqual(['limit']);
  expect(sandbox.edits().numbers).toEqual({ limit: 'many' });
});

test('a reset goes back to the guide, and can be taken back', () => {
  const sandbox = model();
  sandbox.setText('retry.ts', 'edited');
  sandbox.setTyped('limit', 'many');
  const undo = sandbox.reset();
  expect(sandbox.isChanged()).toBe(false);
  expect(sandbox.text('retry.ts')).toBe('export {};\n');
  undo();
  expect(sandbox.text('retry.ts')).toBe('edited');
  expect(sandbox.typed('limit')).toBe('many');
});

test('an edit after a reset does not reach into what the reset put away', () => {
  const sandbox = model();
  sandbox.setText('retry.ts', 'edited');
  const undo = sandbox.reset();
  sandbox.setText('retry.ts', 'edited again');
  undo();
  expect(sandbox.text('retry.ts')).toBe('edited');
});

test('a script may put other files in place, and the entry follows', () => {
  const sandbox = model();
  sandbox.replaceFiles({ 'main.ts': 'console.log(1);' });
  expect(sandbox.entry()).toBe('main.ts');
  expect(sandbox.names()).toEqual(['main.ts']);
  expect(sandbox.original('main.ts')).toBeUndefined();
  expect(sandbox.isChanged()).toBe(true);
});

test('a file named like a prototype is only a file', () => {
  const sandbox = model();
  sandbox.replaceFiles(JSON.parse('{"__proto__":"hostile","main.ts":""}') as Record<string, string>);
  expect(sandbox.names()).toEqual(['__proto__', 'main.ts']);
  expect(Object.getPrototypeOf(sandbox.files())).toBe(Object.prototype);
});

test.each([
  ['no object', 'text', 'A sandbox takes its files as an object: { "main.ts": "text" }.'],
  ['no files', {}, 'A sandbox needs at least one file.'],
  ['a text that is none', { 'main.ts': 7 }, 'The text of "main.ts" is not a string.'],
  [
    'a text of a million lines',
    { 'main.ts': '\n'.repeat(1e6) },
    '"main.ts" is longer than 400000 characters, the most that a sandbox takes.',
  ],
])('refuses %s and keeps what it had', (_, files, message) => {
  const sandbox = model();
  expect(() => sandbox.replaceFiles(files as Record<string, string>)).toThrow(message);
  expect(sandbox.isChanged()).toBe(false);
});

test('numbers set by a script stay within bounds, all or none', () => {
  const sandbox = model();
  expect(() => sandbox.setNumbers({ seed: 7, limit: 1000 })).toThrow(
    'Failed to set “limit” to 1000. Type a number from 1 to 100 requests.',
  );
  expect(() => sandbox.setNumbers({ latency: 7 })).toThrow(
    'This scenario has no number "latency". It has: limit, seed.',
  );
  expect(sandbox.isChanged()).toBe(false);
  sandbox.setNumbers({ seed: 7, limit: 100 });
  expect(sandbox.numbers().values).toEqual({ limit: 100, seed: 7 });
});

test('tells of every change, and of none that is none', () => {
  const sandbox = model();
  const listener = vi.fn();
  sandbox.subscribe(listener);
  sandbox.setText('retry.ts', 'edited');
  sandbox.setText('retry.ts', 'edited');
  sandbox.setTyped('limit', '5');
  expect(listener).toHaveBeenCalledTimes(1);
});
