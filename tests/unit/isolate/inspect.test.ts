import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLog } from '../../../src/sandbox/isolate/format-log.ts';
import { inspect } from '../../../src/sandbox/isolate/inspect.ts';
import { tableOf } from '../../../src/sandbox/isolate/log-table.ts';

const options = { depth: 3, maxEntries: 100, placeOf: () => undefined };
const circular: Record<string, unknown> = { name: 'loop' };
circular['self'] = circular;

const cases: readonly [name: string, value: unknown, shown: string][] = [
  ['a string inside an object', { a: 'x' }, "{ a: 'x' }"],
  ['a string with both quotes and a line break', ['it\'s "so"\n'], "['it\\'s \"so\"\\n']"],
  ['negative zero', -0, '-0'],
  ['a bigint', 10n, '10n'],
  ['nested arrays', [1, [2, [3]]], '[1, [2, [3]]]'],
  ['an empty object', {}, '{}'],
  ['an empty array', [], '[]'],
  ['a map', new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
  ['a set', new Set([1, 2]), 'Set(2) { 1, 2 }'],
  ['headers', new Headers({ 'Retry-After': '3' }), "Headers { 'retry-after' => '3' }"],
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['an invalid date', new Date(Number.NaN), 'Invalid Date'],
  ['an error', new RangeError('too far'), 'RangeError: too far'],
  ['an error with a cause', new Error('a', { cause: new Error('b') }), 'Error: a\n  cause: Error: b'],
  ['a function', function retry() {}, '[Function: retry]'],
  ['a class', class Limiter {}, '[class Limiter]'],
  ['a circle', circular, "{ name: 'loop', self: [Circular] }"],
  ['what lies deeper than the depth', { a: { b: { c: { d: { e: 1 } } } } }, '{ a: { b: { c: { d: [Object] } } } }'],
  ['a getter, which is not called', { get secret(): number { throw new Error('called'); } }, '{ secret: [Getter] }'], // prettier-ignore
  ['bytes', new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
];

test.each(cases)('shows %s', (_name, value, shown) => {
  expect(inspect(value, options)).toBe(shown);
});

test('breaks long objects over lines', () => {
  const shown = inspect({ first: 'x'.repeat(40), second: 'y'.repeat(40) }, options);
  expect(shown.split('\n')).toHaveLength(4);
});

test('bounds what has many entries', () => {
  expect(inspect(new Array(1_000).fill(0), { ...options, maxEntries: 2 })).toBe('[0, 0, ... 998 more]');
});

test('never throws, whatever a proxy does', () => {
  const hostile = new Proxy({}, { ownKeys: () => { throw new Error('no'); }, getPrototypeOf: () => { throw new Error('no'); } }); // prettier-ignore
  expect(inspect(hostile, options)).toBe('[a value that cannot be shown]');
  fc.assert(fc.property(fc.anything({ withMap: true, withSet: true, withNullPrototype: true }), (value) => {
    expect(typeof inspect(value, options)).toBe('string');
  })); // prettier-ignore
});

test('formats as the Console standard tells', () => {
  expect(formatLog(['%s is %d %% of %o', 'a', '50', { b: 1 }, 'rest'], options)).toBe('a is 50 % of { b: 1 } rest');
  expect(formatLog(['100% sure'], options)).toBe('100% sure');
  expect(formatLog(['%i %f', '3.7', '3.7'], options)).toBe('3 3.7');
  expect(formatLog([1, 'a', null, undefined], options)).toBe('1 a null undefined');
});

test('makes tables of arrays, objects and maps', () => {
  expect(tableOf([{ a: 1, b: 'x' }, { a: 2 }, 7], undefined, options)).toEqual({
    columns: ['(index)', 'a', 'b', 'Values'],
    rows: [
      ['0', '1', 'x', ''],
      ['1', '2', '', ''],
      ['2', '', '', '7'],
    ],
  });
  expect(tableOf(new Map([['k', { a: 1 }]]), ['a'], options)?.rows).toEqual([['k', '1']]);
  expect(tableOf('text', undefined, options)).toBeUndefined();
});

test('formats what is no number, and what is no JSON', () => {
  expect(formatLog(['%d %d %i %f', Symbol('a'), () => 1, null, {}], options)).toBe('NaN NaN NaN NaN');
  expect(formatLog(['%j %j %j', 1n, circular, { a: 1 }], options)).toBe(
    `1n { name: 'loop', self: [Circular] } {"a":1}`,
  );
});
