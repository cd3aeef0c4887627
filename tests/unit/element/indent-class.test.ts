import { expect, test } from 'vitest';
import { indentClass } from '../../../src/sandbox/editor/indent-class.ts';

const long = (indent: number): string => `${' '.repeat(indent)}${'x'.repeat(60)}`;

test.each([
  [4, 'in-4'],
  [5, 'in-4'],
  [24, 'in-24'],
  [40, 'in-24'],
])('a long line that begins after %i spaces is of class %s', (indent, name) => {
  expect(indentClass(long(indent))).toBe(name);
});

test.each(['', '    short', long(0), long(3)])('"%s" needs none', (line) => {
  expect(indentClass(line)).toBeUndefined();
});
