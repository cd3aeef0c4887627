import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineChanges, type ChangedLine } from '../../../src/sandbox/element/line-changes.ts';

const show = ({ kind, line, text }: ChangedLine): string =>
  `${line} ${kind === 'added' ? '+' : kind === 'removed' ? '-' : ' '}${text}`;

const numbers = (...replaced: readonly (readonly [number, string])[]): string =>
  Array.from({ length: 20 }, (_, index) => replaced.find(([line]) => line === index + 1)?.[1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');

test('finds nothing between equal texts', () => {
  expect(lineChanges(numbers(), numbers())).toEqual([]);
});

test('shows a changed line with three lines around it', () => {
  const [stretch, ...others] = lineChanges(numbers(), numbers([10, 'ten']));
  expect(others).toEqual([]);
  expect(stretch?.lines.map(show)).toEqual([
    '7  line 7',
    '8  line 8',
    '9  line 9',
    '10 -line 10',
    '10 +ten',
    '11  line 11',
    '12  line 12',
    '13  line 13',
  ]);
});

test('keeps distant changes apart', () => {
  expect(lineChanges(numbers(), numbers([2, 'two'], [19, 'nineteen']))).toHaveLength(2);
});

test('numbers lines after an insertion as the present text does', () => {
  const lines = lineChanges('a\nb\n', 'new\na\nb\n').flatMap((stretch) => stretch.lines);
  expect(lines.map(show)).toEqual(['1 +new', '2  a', '3  b']);
});

test('says nothing of a missing line break at the end', () => {
  const lines = lineChanges('a\nb\n', 'a\nb').flatMap((stretch) => stretch.lines);
  expect(lines.every(({ text }) => text === 'a' || text === 'b')).toBe(true);
});

test('gives up on texts with nothing in common and replaces one by the other', () => {
  const many = (word: string): string => Array.from({ length: 3000 }, (_, index) => `${word} ${index}`).join('\n');
  const lines = lineChanges(many('old'), many('new')).flatMap((stretch) => stretch.lines);
  expect(lines).toHaveLength(6000);
  expect(lines.filter(({ kind }) => kind === 'same')).toEqual([]);
});

test('leads from one text to the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '- d', '+ e'), { maxLength: 12 })
    .map((lines) => lines.join('\n') + '\n');
  fc.assert(
    fc.property(text, text, (original, current) => {
      const present = current.split('\n');
      const past = original.split('\n');
      for (const { kind, line, text: shown } of lineChanges(original, current).flatMap((stretch) => stretch.lines)) {
        expect((kind === 'removed' ? past : present)[line - 1]).toBe(shown);
      }
      const added = lineChanges(original, current).flatMap((s) => s.lines.filter((l) => l.kind === 'added')).length;
      const removed = lineChanges(original, current).flatMap((s) => s.lines.filter((l) => l.kind === 'removed')).length;
      expect(past.length + added - removed).toBe(present.length);
    }),
  );
});
