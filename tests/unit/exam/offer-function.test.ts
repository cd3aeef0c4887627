import { expect, test } from 'vitest';
import { offerFunction } from '../../../src/exam/offer-function.ts';

const SLEEP = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));';

test.each([
  ['the only function', 'async function query(url: string) { return fetch(url); }', 'query'],
  ['the only function, as a constant', 'const query = async (url: string) => fetch(url);', 'query'],
  ['fetchWithRetry', 'function other() {}\nfunction fetchWithRetry() {}', 'fetchWithRetry'],
  ['the one that its helpers do not mention', `${SLEEP}\nasync function query() { await sleep(1); }`, 'query'],
  ['the one that calls itself', 'function query(): unknown { return query(); }', 'query'],
  ['beside what is no function', 'const MOST = 5;\nclass Gone extends Error {}\nfunction query() {}', 'query'],
  ['though it waits at the top', 'await Promise.resolve();\nfunction query() {}', 'query'],
])('of code that exports nothing, %s is offered', (_, code, name) => {
  expect(offerFunction(code)).toBe(`${code}\nexport { ${name} };\n`);
});

test('a name that is asked for is offered', () => {
  const code = 'function one() {}\nfunction two() {}';
  expect(offerFunction(code, 'two')).toBe(`${code}\nexport { two };\n`);
});

test('a lone function without a name is the default', () => {
  expect(offerFunction('async (url: string, init) => fetch(url, init)')).toBe(
    'export default async (url: string, init) => fetch(url, init)',
  );
});

test.each([
  ['exports something', 'export function one() {}\nfunction two() {}\nfunction three() {}'],
  ['is none', 'function query( {'],
])('code that %s stays as it is', (_, code) => {
  expect(offerFunction(code)).toBe(code);
});

test.each([
  ['', undefined, /^There is no function to examine\./],
  ['const MOST = 5;', undefined, /^There is no function to examine\./],
  ['function one() {}\nfunction two() {}', undefined, /there are one, two, and nothing is exported/],
  ['function one() {}', 'two', /^There is no function "two" to examine\. There are: one\.$/],
] as const)('of %j with the name %s it is said what is missing', (code, name, said) => {
  expect(() => offerFunction(code, name)).toThrow(said);
});
