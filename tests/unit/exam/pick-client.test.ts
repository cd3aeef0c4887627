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
    'There is no telling which function to examine. It exports: one, two. Export only the one to examine, make it the default or, at a terminal, name it with --export.',
  );
  expect(() => pickClient({ LIMIT: 5 })).toThrow('There is no function to examine.');
  expect(() => pickClient({ one }, 'three')).toThrow('There is no function "three" to examine. It exports: one.');
  expect(() => pickClient({ one, default: 5 }, 'default')).toThrow('There is no function "default" to examine.');
});

test('a function whose second parameter is a number is told how it is called, and how to wrap it', () => {
  // eslint-disable-next-line @typescript-eslint/require-await -- as readers write it
  async function getWithRetry(url: string, retries = 3): Promise<unknown> {
    return [url, retries];
  }
  const why =
    'Its second parameter, "retries", is a number, and the exam calls it as fetch is called: (url, init). Export a function that calls it: export default (url, init) => getWithRetry(url, 3). What init says must reach fetch, too.';
  expect(() => pickClient({ getWithRetry })).toThrow(why);
  expect(() => pickClient({ default: getWithRetry })).toThrow(why);
  const arrow = (url: string, attempts = 1e3): unknown => [url, attempts];
  expect(() => pickClient({ arrow })).toThrow('=> arrow(url, 1e3).');
});

test.each([
  (url: string, init = {}): unknown => [url, init],
  (url: string, init: RequestInit, retries = 3): unknown => [url, init, retries],
  (url: string, ...others: unknown[]): unknown => [url, others],
  (fn: () => unknown, retries = 3): unknown => [fn(), retries],
  (base: string, retries = 3): unknown =>
    (url: string): unknown => [base, retries, url],
  function once(this: unknown, url: string): unknown {
    const pair = (one: string, count = 3): unknown => [one, count];
    return pair(url);
  },
])('a function that has no number there is taken: %s', (client) => {
  expect(pickClient({ client })).toBe(client);
});
