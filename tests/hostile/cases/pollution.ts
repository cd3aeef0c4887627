import type { Attack } from '../support/attack.ts';

/** A change to what the runtime stands on, made before it is used. */
export interface Pollution extends Attack {
  readonly code: string;
}

/** Puts another function in the place of a built-in one. */
function replaceAll(holder: string, keys: readonly string[], by: string): Pollution[] {
  return keys.map((key) => {
    const place = key.startsWith('[') ? `${holder}${key}` : `${holder}.${key}`;
    return { name: place, code: `${place} = ${by};` };
  });
}

const NOT_ASKED = 'It has no such hook.';
const NOTHING = 'function () { return undefined; }';

/** What changes a run's trace wherever nothing is frozen. */
export const pollution: readonly Pollution[] = [
  ...replaceAll('Array.prototype', ['push', 'slice', 'map', 'filter', 'reduce', '[Symbol.iterator]'], NOTHING),
  ...replaceAll('Array', ['from', 'isArray'], NOTHING),
  ...replaceAll('Object', ['keys', 'entries'], NOTHING),
  ...replaceAll('Promise.prototype', ['then'], NOTHING),
  ...replaceAll('Promise', ['resolve'], NOTHING),
  ...replaceAll('Map.prototype', ['set', 'get'], NOTHING),
  ...replaceAll('Set.prototype', ['add'], NOTHING),
  ...replaceAll('WeakMap.prototype', ['set', 'get'], NOTHING),
  ...replaceAll('WeakSet.prototype', ['has'], NOTHING),
  ...replaceAll('String.prototype', ['split', 'slice', 'replace', 'includes', 'padStart'], NOTHING),
  ...replaceAll('RegExp.prototype', ['exec', '[Symbol.replace]'], NOTHING),
  ...replaceAll('JSON', ['stringify', 'parse'], NOTHING),
  ...replaceAll('Reflect', ['apply', 'construct', 'get', 'ownKeys'], NOTHING),
  ...replaceAll('Function.prototype', ['call', 'apply'], NOTHING),
  ...replaceAll('Uint8Array.prototype.__proto__', ['set', 'slice'], NOTHING),
  ...replaceAll('ArrayBuffer', ['isView'], NOTHING),
  ...replaceAll('TextDecoder.prototype', ['decode'], NOTHING),
  ...replaceAll('TextEncoder.prototype', ['encode'], NOTHING),
  ...replaceAll('Headers.prototype', ['set', '[Symbol.iterator]'], NOTHING),
  ...replaceAll('AbortController.prototype', ['abort'], NOTHING),
  ...replaceAll('EventTarget.prototype', ['addEventListener'], NOTHING),
  {
    name: 'Error.prepareStackTrace',
    code: `Error.prepareStackTrace = ${NOTHING};`,
    harmlessIn: { firefox: NOT_ASKED, webkit: NOT_ASKED },
  },
  { name: 'Error.stackTraceLimit', code: 'Error.stackTraceLimit = 0;' },
  ...replaceAll('Date.prototype', ['toISOString'], NOTHING),
  ...replaceAll('Math', ['max', 'trunc', 'random'], NOTHING),
  ...replaceAll('Number', ['parseInt'], NOTHING),
  ...replaceAll('ReadableStream.prototype', ['pipeThrough'], NOTHING),
  ...replaceAll('Response.prototype', ['json', 'text'], NOTHING),
  ...replaceAll('Object.getPrototypeOf([][Symbol.iterator]())', ['next'], NOTHING),
  ...replaceAll('Object.getPrototypeOf(function* () {}).prototype', ['next'], NOTHING),
  {
    name: 'an index setter of arrays',
    code: `Object.defineProperty(Array.prototype, '0', { set() {}, get() { return 7; }, configurable: true });`,
  },
  { name: 'a value of all objects', code: `Object.prototype.get = function () { return 7; };` },
  {
    name: 'a name of all objects',
    code: `Object.prototype.signal = {}; Object.prototype.status = 500; Object.prototype.body = 'x';`,
  },
  { name: 'thenables', code: `Object.prototype.then = function (resolve) { resolve(7); };` },
  { name: 'responses that are thenables', code: `Response.prototype.then = function (resolve) { resolve(7); };` },
  {
    name: 'the species of promises',
    code: `Object.defineProperty(Promise, Symbol.species, { value: class { constructor(run) { run(() => {}, () => {}); } } });`,
  },
  {
    name: 'the species of arrays',
    code: `Object.defineProperty(Array, Symbol.species, { value: class { push() {} } });`,
  },
  {
    name: 'what instanceof asks',
    code: `Object.defineProperty(Response, Symbol.hasInstance, { value: () => true }); Object.defineProperty(Map, Symbol.hasInstance, { value: () => true });`,
  },
  { name: 'the prototype of maps', code: `Object.setPrototypeOf(Map.prototype, null); delete Map.prototype.get;` },
  {
    name: 'the getter of href',
    code: `Object.defineProperty(URL.prototype, 'href', { get: () => 'https://elsewhere.test/' });`,
  },
  {
    name: 'the getter of byteLength',
    code: `Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength', { get: () => 1e9 });`,
  },
  { name: 'a deleted method', code: `delete Array.prototype.push;` },
  { name: 'another Map', code: `globalThis.Map = class {};` },
  { name: 'another Promise', code: `globalThis.Promise = class {};` },
  {
    name: 'another Headers',
    code: `globalThis.Headers = class { has() { return true; } *[Symbol.iterator]() { yield [7]; } };`,
  },
  { name: 'another URL', code: `globalThis.URL = class { href = 7; };` },
  { name: 'another TextDecoder', code: `globalThis.TextDecoder = class { decode() { return 7; } };` },
];

/** What changes nothing that the runtime does, and so could not be shown to bite; it is tried all the same. */
export const harmlessPollution: readonly Pollution[] = [
  ...replaceAll(
    'Array.prototype',
    ['some', 'find', 'findIndex', 'includes', 'join', 'entries', 'values', 'pop'],
    NOTHING,
  ),
  ...replaceAll('Array.prototype', ['shift', 'splice'], NOTHING),
  ...replaceAll('Object', ['getOwnPropertyNames', 'defineProperty', 'is', 'assign', 'create', 'freeze'], NOTHING),
  ...replaceAll('Object.prototype', ['toString', 'hasOwnProperty', 'valueOf', '__proto__'], NOTHING),
  ...replaceAll('Promise.prototype', ['catch', 'finally'], NOTHING),
  ...replaceAll('Promise', ['reject', 'all', 'race'], NOTHING),
  ...replaceAll('Map.prototype', ['has', 'delete', 'keys', 'entries'], NOTHING),
  ...replaceAll('Set.prototype', ['has'], NOTHING),
  ...replaceAll('WeakMap.prototype', ['has'], NOTHING),
  ...replaceAll('WeakSet.prototype', ['add'], NOTHING),
  ...replaceAll(
    'String.prototype',
    ['startsWith', 'trim', 'toLowerCase', 'toUpperCase', 'indexOf', 'replaceAll'],
    NOTHING,
  ),
  ...replaceAll('RegExp.prototype', ['test'], NOTHING),
  ...replaceAll('Reflect', ['defineProperty', 'deleteProperty', 'set', 'getPrototypeOf'], NOTHING),
  ...replaceAll('Reflect', ['getOwnPropertyDescriptor', 'has', 'setPrototypeOf'], NOTHING),
  ...replaceAll('Function.prototype', ['bind', 'toString', '[Symbol.hasInstance]'], NOTHING),
  ...replaceAll('Uint8Array.prototype.__proto__', ['subarray', 'fill'], NOTHING),
  ...replaceAll('ArrayBuffer.prototype', ['slice'], NOTHING),
  ...replaceAll('Headers.prototype', ['append', 'get', 'has', 'delete'], NOTHING),
  ...replaceAll('URL', ['canParse', 'parse'], NOTHING),
  ...replaceAll('AbortSignal', ['timeout', 'abort', 'any'], NOTHING),
  ...replaceAll('EventTarget.prototype', ['removeEventListener', 'dispatchEvent'], NOTHING),
  ...replaceAll('Error', ['captureStackTrace'], NOTHING),
  ...replaceAll('Date', ['now', 'parse', 'UTC'], NOTHING),
  ...replaceAll('Date.prototype', ['getTime', 'valueOf'], NOTHING),
  ...replaceAll('Math', ['min', 'imul'], NOTHING),
  ...replaceAll('Number', ['isNaN', 'isFinite', 'isSafeInteger'], NOTHING),
  ...replaceAll('Symbol', ['for'], NOTHING),
  ...replaceAll('ReadableStream.prototype', ['getReader', 'cancel'], NOTHING),
  ...replaceAll('ReadableStreamDefaultReader.prototype', ['read', 'releaseLock'], NOTHING),
  ...replaceAll('Request.prototype', ['bytes', 'text'], NOTHING),
  ...replaceAll('Object.getPrototypeOf(new Map().entries())', ['next'], NOTHING),
  ...replaceAll('Object.getPrototypeOf(async function* () {}).prototype', ['next'], NOTHING),
  {
    name: 'a setter of all objects',
    code: `Object.defineProperty(Object.prototype, 'kind', { set() {}, get() { return 'end'; }, configurable: true });`,
  },
  {
    name: 'the maker of promises',
    code: `Object.defineProperty(Promise.prototype, 'constructor', { value: class {} });`,
  },
  { name: 'the prototype of arrays', code: `Object.setPrototypeOf(Array.prototype, new Proxy({}, { get: () => 7 }));` },
  {
    name: 'the getter of aborted',
    code: `Object.defineProperty(AbortSignal.prototype, 'aborted', { get: () => true });`,
  },
  { name: 'the getter of the size of maps', code: `Object.defineProperty(Map.prototype, 'size', { get: () => 1e9 });` },
  { name: 'another Error', code: `globalThis.TypeError = globalThis.Error = class {};` },
];
