import type { Attack } from '../support/attack.ts';

/** A change to what the runtime stands on, made before it is used. */
export interface Pollution extends Attack {
  readonly code: string;
}

/** Puts useless functions in the place of all that these objects hold. */
const spoil = (...holders: readonly string[]): Pollution => ({
  name: `all of ${holders.join(' and ')}`,
  code: holders.map((holder) => `spoil(${holder});`).join('\n'),
});

const withPrototype = (name: string): Pollution => spoil(`${name}.prototype`, name);

/** Captures first what it works with, since that is spoiled too. */
const SPOIL = `const spoil = (({ ownKeys, defineProperty, getOwnPropertyDescriptor }) => (holder) => {
  const useless = function () { return undefined; };
  const keys = ownKeys(holder);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    const own = getOwnPropertyDescriptor(holder, key);
    try {
      if (own.get) defineProperty(holder, key, { get: useless });
      else if (typeof own.value === 'function' && key !== 'constructor') holder[key] = useless;
    } catch {}
  }
})(Reflect);`;

/** What changes a run's trace wherever nothing is frozen. */
export const pollution: readonly Pollution[] = [
  ...['Array', 'Object', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'String', 'RegExp', 'Date'].map(withPrototype),
  ...['ArrayBuffer', 'URL', 'Number'].map(withPrototype),
  ...['JSON', 'Reflect', 'Math', 'Function.prototype', 'TextDecoder.prototype', 'TextEncoder.prototype'].map((holder) =>
    spoil(holder),
  ),
  ...['Headers.prototype', 'AbortController.prototype', 'EventTarget.prototype', 'ReadableStream.prototype'].map(
    (holder) => spoil(holder),
  ),
  ...['Request.prototype', 'Response.prototype', 'Uint8Array.prototype'].map((holder) =>
    spoil(holder, `Object.getPrototypeOf(${holder})`),
  ),
  spoil('Object.getPrototypeOf([][Symbol.iterator]())'),
  spoil('Object.getPrototypeOf(new Map().entries())'),
  spoil('Object.getPrototypeOf(function* () {}).prototype'),
  {
    name: 'how stacks are written',
    code: `Error.prepareStackTrace = function () { return undefined; }; Error.stackTraceLimit = 0;`,
  },
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
  ...['Error', 'Symbol', 'BigInt', 'DataView', 'Boolean', 'AbortSignal', 'ReadableStreamDefaultReader'].map(
    withPrototype,
  ),
  spoil('Intl', 'Intl.DateTimeFormat.prototype', 'Intl.NumberFormat.prototype', 'Intl.Collator.prototype'),
  spoil('Object.getPrototypeOf(async function* () {}).prototype', 'Object.getPrototypeOf(async function () {})'),
  spoil('Blob.prototype', 'FormData.prototype', 'Event.prototype', 'DOMException.prototype'),
  {
    name: 'a setter of all objects',
    code: `Object.defineProperty(Object.prototype, 'kind', { set() {}, get() { return 'end'; }, configurable: true });`,
  },
  {
    name: 'the maker of promises',
    code: `Object.defineProperty(Promise.prototype, 'constructor', { value: class {} });`,
  },
  { name: 'the prototype of arrays', code: `Object.setPrototypeOf(Array.prototype, new Proxy({}, { get: () => 7 }));` },
  { name: 'another Error', code: `globalThis.TypeError = globalThis.Error = class {};` },
];

/** Code that makes these changes, one after another, whichever of them is refused. */
export function toPollute(changes: readonly Pollution[]): string {
  return [SPOIL, ...changes.map(({ code }) => `try { ${code} } catch {}`)].join('\n');
}
