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
  ['though a comment says export', '/*\n  export it\n*/\nfunction query() {}', 'query'],
  ['though a template says export', 'const USAGE = `\nexport me\n`;\nfunction query() {}', 'query'],
  ['beside a type', 'export interface Options { most: number }\nfunction query() {}', 'query'],
  ['beside a limit', 'export const MOST = 5;\nconst LEAST = 1;\nexport { LEAST };\nfunction query() {}', 'query'],
  ['beside an error', `export class Gone extends Error {}\n${SLEEP}\nfunction query() { sleep(1); }`, 'query'],
  ['that another has as a property', 'function go() {}\nfunction fetchWithRetry(x: Car) { x.go(); }', 'fetchWithRetry'],
  ['though it waits at the top', 'await Promise.resolve();\nfunction query() {}', 'query'],
])('of code that exports nothing, %s is offered', (_, code, name) => {
  expect(offerFunction(code)).toBe(`${code}\nexport { ${name} };\n`);
});

test('a name that is asked for is offered', () => {
  const code = 'function one() {}\nfunction two() {}';
  expect(offerFunction(code, 'two')).toBe(`${code}\nexport { two };\n`);
});

test.each([
  'export function two() {}\nfunction one() {}',
  'function two() {}\nexport { two };\nexport function one() {}',
  "function two() {}\nexport * from './other.ts';",
])('what has that name among its exports stays as it is: %j', (code) => {
  expect(offerFunction(code, 'two')).toBe(code);
});

test('a lone function without a name is the default', () => {
  expect(offerFunction('async (url: string, init) => fetch(url, init)')).toBe(
    'export default async (url: string, init) => fetch(url, init)',
  );
});

test.each([
  ['exports something', 'export function one() {}\nfunction two() {}\nfunction three() {}'],
  ['exports what may be a function', 'function one() {}\nfunction two() {}\nexport const three = wrap(one);'],
  ['exports by a list', 'function one() {}\nfunction two() {}\nexport { one };'],
  ['hands on what another file has', "export { one } from './one.ts';\nfunction two() {}"],
  ['is none', 'function query( {'],
])('code that %s stays as it is', (_, code) => {
  expect(offerFunction(code)).toBe(code);
});

test.each([
  ['', undefined, /^There is no function to examine\./],
  ['const MOST = 5;', undefined, /^There is no function to examine\./],
  ['export class Api { get() {} }', undefined, /export default \(url, init\) => client\.request\(url, init\)/],
  ['function one() {}\nfunction two() {}', undefined, /there are one, two, and none is exported/],
  [
    'function one() {}\nmodule.exports = { one };',
    undefined,
    /^It says "module\.exports", as CommonJS modules do, and/,
  ],
  ['exports.one = async (url) => fetch(url);', undefined, /^It says "exports", as CommonJS modules do, and/],
  ["const wait = require('timers').setTimeout;\nfunction one() {}", undefined, /^It says "require", as CommonJS/],
  ["require('dotenv').config();\nexport function one() {}", undefined, /^It says "require", as CommonJS/],
  [
    'export function one() {}\nfunction two() {}',
    'two',
    /^There is a function "two", but it is not exported\. Put "export" before it\.$/,
  ],
  ['function one() {}', 'two', /^There is no function "two" to examine\. There are: one\.$/],
] as const)('of %j with the name %s it is said what is missing', (code, name, said) => {
  expect(() => offerFunction(code, name)).toThrow(said);
});

test('a function is not a helper because a property has its name', () => {
  const code = 'function go() { return fetch("/"); }\nfunction log(x: Car) { return { go: x.go }; }';
  expect(() => offerFunction(code)).toThrow(/there are go, log/);
});
