import { expect, test } from 'vitest';
import { readNumber, type NumberField } from '../../../src/sandbox/element/number-field.ts';

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
  ['leading zeros', limit, '007', 7],
  ['a fraction that falls on a step', factor, '1.7', 1.7],
  ['a whole number where fractions are allowed', factor, '3', 2.5 + 0.5],
])('reads %s', (_, field, text, value) => {
  expect(readNumber(field, text)).toEqual({ kind: 'value', value });
});

test.each([
  ['nothing', limit, '', 'Type a number from 1 to 1000 requests.'],
  ['only spaces', limit, '   ', 'Type a number from 1 to 1000 requests.'],
  ['words', limit, 'five', '“five” is not a number. Type one from 1 to 1000 requests.'],
  ['a number and words', limit, '5 or so', '“5 or so” is not a number. Type one from 1 to 1000 requests.'],
  ['scientific notation', limit, '1e3', '“1e3” is not a number. Type one from 1 to 1000 requests.'],
  ['hexadecimal', limit, '0x10', '“0x10” is not a number. Type one from 1 to 1000 requests.'],
  ['infinity', limit, 'Infinity', '“Infinity” is not a number. Type one from 1 to 1000 requests.'],
  ['digits beyond the range of numbers', limit, '9'.repeat(400), 'Limit must be from 1 to 1000 requests.'],
  ['a comma that parts no thousands', limit, '1,5', '“1,5” is not a number. Type one from 1 to 1000 requests.'],
  ['too little', limit, '0', 'Limit must be from 1 to 1000 requests.'],
  ['too much', limit, '1001', 'Limit must be from 1 to 1000 requests.'],
  ['a negative number', limit, '-3', 'Limit must be from 1 to 1000 requests.'],
  ['a fraction of a whole', limit, '2.5', 'Limit must be a whole number.'],
  ['a number between steps', batch, '12', 'Batch goes in steps of 5, from 10.'],
  ['a fraction between steps', factor, '1.75', 'Factor goes in steps of 0.1.'],
])('explains what is wrong with %s', (_, field, text, problem) => {
  expect(readNumber(field, text)).toEqual({ kind: 'problem', problem });
});

test('shortens what it quotes', () => {
  expect(readNumber(limit, 'x'.repeat(500))).toEqual({
    kind: 'problem',
    problem: `“${'x'.repeat(24)}…” is not a number. Type one from 1 to 1000 requests.`,
  });
});
