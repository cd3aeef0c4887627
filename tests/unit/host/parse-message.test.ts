import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIsolateMessage, ProtocolError } from '../../../src/sandbox/host/parse-message.ts';
import { BATCH_ITEMS, MOST_HEADERS } from '../../../src/sandbox/isolate/protocol.ts';

const MESSAGE_BYTES = 10_000;

/** What came of a message: what it was read as, or `undefined` for one that was refused. Anything else throws. */
function read(value: unknown): unknown {
  try {
    return parseIsolateMessage(value, MESSAGE_BYTES);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

const count = fc.maxSafeNat();
const text = fc.string({ maxLength: 20 });
const texts = fc.array(text, { maxLength: 4 });
const header = fc.tuple(fc.stringMatching(/^[a-z][a-z-]{0,9}$/), fc.stringMatching(/^[!-~]{0,9}$/));
const error = fc.record(
  { name: text, message: text, file: text, line: count, engine: fc.constant(true) },
  { requiredKeys: ['name', 'message'] },
);

/** The fields of each event, and which of them may be missing. */
const EVENTS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  request: {
    id: count,
    method: fc.constantFrom('GET', 'post', 'X-Y'),
    url: text,
    headers: fc.array(header, { maxLength: 4 }),
    body: fc.option(fc.uint8Array({ maxLength: 9 })),
  },
  abort: { id: count, reason: text },
  response: { id: count },
  chunk: { id: count, index: count, last: fc.boolean() },
  log: {
    level: fc.constantFrom('debug', 'log', 'info', 'warn', 'error'),
    depth: count,
    text,
    table: fc.record({ columns: texts, rows: fc.array(texts, { maxLength: 4 }) }),
  },
  error: { origin: fc.constantFrom('compile', 'uncaught', 'unhandled-rejection', 'network'), id: count, error },
  end: { outcome: fc.constantFrom('failed', 'over-budget'), reason: fc.constantFrom('threw', 'computing', 'output') },
};
const OPTIONAL = ['table', 'id of an error'];

const isOptional = (kind: string, field: string): boolean =>
  OPTIONAL.includes(field) || OPTIONAL.includes(`${field} of an ${kind}`);

const event = fc.oneof(
  ...Object.entries(EVENTS).map(([kind, own]) => {
    const fields: Record<string, fc.Arbitrary<unknown>> = { kind: fc.constant(kind), t: count, ...own };
    return fc.record(fields, { requiredKeys: Object.keys(fields).filter((field) => !isOptional(kind, field)) });
  }),
);
const batch = fc.record({ kind: fc.constant('batch'), items: fc.array(event, { maxLength: 5 }) });
const message = fc.oneof({ weight: 5, arbitrary: batch }, fc.record({ kind: fc.constantFrom('ready', 'pong') }));

const anything = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Objects that bite whoever reads them. */
const biting = fc.constantFrom<(value: unknown) => unknown>(
  (value) => new Proxy(Object(value) as object, { get: () => { throw new Error('get'); } }),
  (value) => new Proxy(Object(value) as object, { getPrototypeOf: () => { throw new Error('getPrototypeOf'); } }),
  (value) => new Proxy([value], { get: (target, key) => (key === 'length' ? 2 ** 40 : (Reflect.get(target, key) as unknown)) }),
  (value) => new Proxy([value], { get: (target, key) => (key === Symbol.iterator ? null : (Reflect.get(target, key) as unknown)) }),
  (value) => ({ get kind(): unknown { throw value; } }),
  (value) => Object.defineProperty({ kind: 'batch' }, 'items', { get: () => { throw value; } }),
  (value) => ({ kind: { toString: () => 'batch', valueOf: () => 'batch' }, items: value }),
  (value) => Object.assign(new Proxy(() => value, {}), { kind: 'pong' }),
); // prettier-ignore

/** The paths to all that a message holds. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, held]) => pathsOf(held, [...path, key]))];
}

/** A copy with another value at this path. */
function withAt(value: unknown, [key, ...rest]: readonly string[], held: unknown): unknown {
  if (key === undefined) return held;
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  Reflect.set(copy, key, withAt(Reflect.get(copy, key), rest, held));
  return copy;
}

test('reads each message of the protocol as what it is, and drops what does not belong', () => {
  fc.assert(
    fc.property(message, text, anything, (one, key, junk) => {
      expect(read(one)).toEqual(one);
      fc.pre(!['kind', 'items', '__proto__'].includes(key));
      expect(read({ ...one, [key]: junk })).toEqual(one);
    }),
  );
});

test('refuses whatever is none, and fails at nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        fc.tuple(biting, anything).map(([bite, value]) => bite(value)),
      ),
      (value) => {
        expect(read(value)).toBeUndefined();
      },
    ),
  );
});

test('whatever a message holds instead of what it should, it is refused or read as one of the protocol', () => {
  const swapped = fc.tuple(message, fc.nat(), anything, biting, fc.boolean()).map(([one, at, other, bite, bites]) => {
    const paths = pathsOf(one);
    return withAt(one, paths[at % paths.length] ?? [], bites ? bite(other) : other);
  });
  fc.assert(
    fc.property(swapped, (value) => {
      const result = read(value);
      // Read once more it is the same: what came out is a message of the protocol, through and through.
      if (result !== undefined) expect(read(structuredClone(result))).toEqual(result);
    }),
    { numRuns: 1_000 },
  );
});

const log = { t: 0, kind: 'log', level: 'log', depth: 0, text: '' };
const request = { t: 0, kind: 'request', id: 1, method: 'GET', url: '', body: null };
const manyHeaders = (length: number) => Array.from({ length }, (_, index) => [`x${index}`, '']);

test.each([
  ['events in one batch', 100_000, (more: number) => Array.from({ length: BATCH_ITEMS + more }, () => log)],
  ['headers of one request', 100_000, (more: number) => [{ ...request, headers: manyHeaders(MOST_HEADERS + more) }]],
  ['characters', 1_000, (more: number) => [{ ...log, text: 'x'.repeat(1_000 - 64 + more) }]],
])('counts the %s', (_what, messageBytes, items) => {
  expect(parseIsolateMessage({ kind: 'batch', items: items(0) }, messageBytes).kind).toBe('batch');
  expect(() => parseIsolateMessage({ kind: 'batch', items: items(1) }, messageBytes)).toThrow(ProtocolError);
});
