import { expect, test } from 'vitest';
import { pickClient } from '../../../src/exam/harness/pick-client.ts';

const one = (): string => 'one';
const two = (): string => 'two';
class RetryError extends Error {}

test('the export that was named, else the default, else fetchWithRetry, else the only function', () => {
  expect(pickClient({ one, default: two }, 'one')).toBe(one);
  expect(pickClient({ one, fetchWithRetry: one, default: two })).toBe(two);
  expect(pickClient({ one, fetchWithRetry: two })).toBe(two);
  expect(pickClient({ one, LIMIT: 5 })).toBe(one);
});

test('a class is no function to call', () => {
  expect(pickClient({ RetryError, one })).toBe(one);
  expect(() => pickClient({ default: RetryError })).toThrow('export a function that calls it');
});

test('where there is no telling, it says what there is', () => {
  expect(() => pickClient({ one, two })).toThrow(
    'There is no telling which function to examine. It exports: one, two. Export only the one to examine, or make it the default.',
  );
  expect(() => pickClient({ LIMIT: 5 })).toThrow('There is no function to examine.');
  expect(() => pickClient({ one }, 'three')).toThrow('There is no function "three" to examine. It exports: one.');
  expect(() => pickClient({ one, default: 5 }, 'default')).toThrow('There is no function "default" to examine.');
});
