import { expect, test } from 'vitest';
import { numberProblem, readNumber, type NumberField } from '../../../src/sandbox/element/number-field.ts';

const limit: NumberField = { name: 'limit', label: 'limit', unit: 'requests', min: 1, max: 1000, step: 1, original: 5 };
const factor: NumberField = { name: 'factor', label: 'factor', unit: '', min: 0.5, max: 4, step: 0.1, original: 2 };
const batch: NumberField = { name: 'batch', label: 'batch', unit: '', min: 10, max: 100, step: 5, original: 20 };

test.each([
  ['a plain number', limit, '12', 12],
  ['spaces around it', limit, '  12 ', 12],
  ['the least', limit, '1', 1],
  ['the most', limit, '1000', 1000],
  ['a comma between thousands', limit, '1,000', 1000],
  ['a space between thousands', limit, '1 000', 1000],
  ['an underscore, as in code', limit, '1_000', 1000],
  ['scientific notation', limit, '1e3', 1000],
  ['a fraction in it', limit, '2.5E+2', 250],
  ['leading zeros', limit, '007', 7],
  ['a fraction that falls on a step', factor, '1.7', 1.7],
  ['a whole number where fractions are allowed', factor, '3', 2.5 + 0.5],
])('reads %s', (_, field, text, value) => {
  expect(readNumber(field, text)).toEqual({ kind: 'value', value });
});

const RANGE = 'Type a number from 1 to 1,000 requests.';

test.each([
  ['nothing', limit, '', RANGE],
  ['only spaces', limit, '   ', RANGE],
  ['words', limit, 'five', `“five” is not a number. ${RANGE}`],
  ['a number and words', limit, '5 or so', `“5 or so” is not a number. ${RANGE}`],
  ['hexadecimal', limit, '0x10', `“0x10” is not a number. ${RANGE}`],
  ['infinity', limit, 'Infinity', `“Infinity” is not a number. ${RANGE}`],
  ['a comma that parts no thousands', limit, '1,5', `“1,5” is not a number. ${RANGE}`],
  ['digits beyond the range of numbers', limit, '9'.repeat(400), RANGE],
  ['a power beyond the range of numbers', limit, '1e999', RANGE],
  ['a power beyond the range of the field', limit, '1e9', RANGE],
  ['too little', limit, '0', RANGE],
  ['too much', limit, '1001', RANGE],
  ['a negative number', limit, '-3', RANGE],
  ['a range without a unit', factor, '9', 'Type a number from 0.5 to 4.'],
  ['a fraction of a whole', limit, '2.5', 'Type a whole number, such as 2 or 3.'],
  ['a power that is a fraction', limit, '25e-1', 'Type a whole number, such as 2 or 3.'],
  ['a number between steps', batch, '12', 'It goes in steps of 5. Type a number, such as 10 or 15.'],
  ['a fraction between steps', factor, '1.75', 'It goes in steps of 0.1. Type a number, such as 1.7 or 1.8.'],
])('explains what is wrong with %s', (_, field, text, problem) => {
  expect(readNumber(field, text)).toEqual({ kind: 'problem', problem });
});

test('shortens what it quotes', () => {
  expect(readNumber(limit, 'x'.repeat(500))).toEqual({
    kind: 'problem',
    problem: `“${'x'.repeat(24)}…” is not a number. ${RANGE}`,
  });
});

test('says what to type for a number that is none, as a script may set it', () => {
  expect(numberProblem(limit, Number.NaN)).toBe(RANGE);
  expect(numberProblem(limit, 5)).toBeUndefined();
});
