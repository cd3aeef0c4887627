/** Every global that reader code finds, in Node and in each browser. A new one is a decision, so it is named here too. */
export const globalsLeft: readonly string[] = [
  ...['AbortController', 'AbortSignal', 'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array'],
  ...['BigUint64Array', 'Blob', 'Boolean', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'CustomEvent'],
  ...['DOMException', 'DataView', 'Date', 'Error', 'EvalError', 'Event', 'EventTarget', 'File', 'Float32Array'],
  ...['Float64Array', 'FormData', 'Function', 'Headers', 'Infinity', 'Int16Array', 'Int32Array', 'Int8Array', 'Intl'],
  ...['Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError'],
  ...['ReadableByteStreamController', 'ReadableStream', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest'],
  ...['ReadableStreamDefaultController', 'ReadableStreamDefaultReader', 'ReferenceError', 'Reflect', 'RegExp'],
  ...['Request', 'Response', 'Set', 'String', 'Symbol', 'SyntaxError', 'TextDecoder', 'TextDecoderStream'],
  ...['TextEncoder', 'TextEncoderStream', 'TransformStream', 'TransformStreamDefaultController', 'TypeError'],
  ...['URIError', 'URL', 'URLSearchParams', 'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray'],
  ...['WeakMap', 'WeakSet', 'WritableStream', 'WritableStreamDefaultController', 'WritableStreamDefaultWriter'],
  ...['atob', 'btoa', 'clearInterval', 'clearTimeout', 'console', 'crypto', 'decodeURI', 'decodeURIComponent'],
  ...[
    'encodeURI',
    'encodeURIComponent',
    'escape',
    'fetch',
    'globalThis',
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
  ],
  ...['performance', 'queueMicrotask', 'self', 'setInterval', 'setTimeout', 'structuredClone', 'undefined', 'unescape'],
];

/** Prints, one a line, each name that leads from the global object to something, past what every object has. */
export const LIST_GLOBALS = `
const names = new Set<string>(['undefined']);
for (let holder: object | null = globalThis; holder !== null && holder !== Object.prototype; holder = Reflect.getPrototypeOf(holder)) {
  for (const key of Reflect.ownKeys(holder)) {
    if (key in Object.prototype || key === Symbol.toStringTag) continue;
    if (Reflect.get(globalThis, key) !== undefined) names.add(String(key));
  }
}
for (const name of [...names].sort()) console.log(name);`;
