import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFiles } from '../../../src/sandbox/host/compile.ts';
import { parseReadyMade, readyMadeOf } from '../../../src/sandbox/host/ready-made.ts';

const files = { 'main.ts': "import { a } from './a.ts';\nconsole.log(a);", 'a.ts': 'export const a: number = 1;' };

function made(): {
  files: typeof files;
  compiled: readonly { name: string; code: string; imports: readonly string[] }[];
} {
  const compiled = compileFiles(files);
  if (compiled.kind !== 'compiled') throw new Error(compiled.error.message);
  return { files, compiled: compiled.files };
}

test('survives JSON and stands for exactly the files that it was made of', () => {
  const read = parseReadyMade(JSON.parse(JSON.stringify(made())));
  expect(read && readyMadeOf(files, read)).toEqual(made().compiled);
});

test.each([
  ['a changed file', { ...files, 'a.ts': 'export const a = 2;' }],
  ['one file more', { ...files, 'b.ts': '' }],
  ['one file less', { 'main.ts': files['main.ts'] }],
  ['another name', { 'main.ts': files['main.ts'], 'b.ts': files['a.ts'] }],
])('does not stand for %s', (_what, others) => {
  expect(readyMadeOf(others, made())).toBeUndefined();
});

test('reads nothing out of what it is not', () => {
  expect(parseReadyMade({ files, compiled: [{ name: 'main.ts', code: 1, imports: [] }] })).toBeUndefined();
  expect(parseReadyMade({ files: { 'main.ts': 1 }, compiled: [] })).toBeUndefined();
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => parseReadyMade(value)).not.toThrow();
    }),
  );
});
