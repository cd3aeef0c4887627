/** Checks what an isolate sends, whatever it is. Reader code can't reach the port, but the host relies on nothing. */
import { BATCH_ITEMS, MOST_HEADERS, type BatchItem, type IsolateMessage } from '../isolate/protocol.ts';
import { weighItem } from '../isolate/weigh.ts';
import type { HeaderList, LogTable, TraceError } from '../trace/events.ts';

type Fields = Readonly<Record<string, unknown>>;

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const;
const ORIGINS = ['compile', 'uncaught', 'unhandled-rejection', 'network'] as const;
const OUTCOMES = ['succeeded', 'failed', 'over-budget'] as const;
const REASONS = [
  ...(['threw', 'waits-for-nothing', 'computing', 'virtual-time', 'events', 'requests', 'log-lines'] as const),
  ...(['message-size', 'output'] as const),
] as const;

/** The most entries of any other list; with less than a byte each they would pass a message's budget anyway. */
const MOST_ENTRIES = 1_000_000;
/** A method that `Request` takes. */
const METHOD = /^(?!(?:connect|trace|track)$)[!#$%&'*+\-.^_`|~0-9a-z]+$/i;

/** Thrown for a message that is not one of the protocol's. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

function refuse(what: string): never {
  throw new ProtocolError(`The isolate sent ${what}.`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : refuse('a value that is no message');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : refuse('something that is no text');
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse('a wrong number');
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  return allowed.find((one) => one === value) ?? refuse('an unknown word');
}

/** A list of what `parse` accepts; unlike `map` it also finds the holes, and never counts through millions of them. */
function list<T>(value: unknown, parse: (entry: unknown) => T, most = MOST_ENTRIES): readonly T[] {
  if (!Array.isArray(value)) return refuse('something that is no list');
  const entries: readonly unknown[] = value;
  const { length } = entries;
  return length <= most ? Array.from({ length }, (_, index) => parse(entries[index])) : refuse('too long a list');
}

function texts(value: unknown): readonly string[] {
  return list(value, text);
}

function method(value: unknown): string {
  const name = text(value);
  return METHOD.test(name) ? name : refuse('something that is no method');
}

function headers(value: unknown): HeaderList {
  const pairs = list(
    value,
    (pair) => {
      const [name, content, ...more] = texts(pair);
      return name === undefined || content === undefined || more.length > 0
        ? refuse('something that is no header')
        : ([name, content] as const);
    },
    MOST_HEADERS,
  );
  return areHeaders(pairs) ? pairs : refuse('headers that HTTP does not allow');
}

function areHeaders(pairs: HeaderList): boolean {
  const checked = new Headers();
  try {
    for (const [name, content] of pairs) checked.append(name, content);
    return true;
  } catch {
    // Engines word it differently; ours is enough.
    return false;
  }
}

function table(value: unknown): LogTable {
  const { columns, rows } = fields(value);
  return { columns: texts(columns), rows: list(rows, texts) };
}

function traceError(value: unknown): TraceError {
  const { name, message, file, line, engine } = fields(value);
  return {
    name: text(name),
    message: text(message),
    ...(file === undefined ? {} : { file: text(file) }),
    ...(line === undefined ? {} : { line: count(line) }),
    ...(engine === true ? { engine: true as const } : {}),
  };
}

function body(value: unknown): Uint8Array | null {
  if (value === null) return null;
  // Shared memory could change after it was checked.
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? value : refuse('a body that is no bytes');
}

function parseItem(value: unknown): BatchItem {
  const item = fields(value);
  const t = count(item['t']);
  switch (item['kind']) {
    case 'request':
      return {
        t,
        kind: 'request',
        id: count(item['id']),
        method: method(item['method']),
        url: text(item['url']),
        headers: headers(item['headers']),
        body: body(item['body']),
      };
    case 'abort':
      return { t, kind: 'abort', id: count(item['id']), reason: text(item['reason']) };
    case 'response':
      return { t, kind: 'response', id: count(item['id']) };
    case 'chunk':
      return { t, kind: 'chunk', id: count(item['id']), index: count(item['index']), last: item['last'] === true };
    case 'log':
      return {
        t,
        kind: 'log',
        level: oneOf(item['level'], LEVELS),
        depth: count(item['depth']),
        text: text(item['text']),
        ...(item['table'] === undefined ? {} : { table: table(item['table']) }),
      };
    case 'error':
      return {
        t,
        kind: 'error',
        origin: oneOf(item['origin'], ORIGINS),
        ...(item['id'] === undefined ? {} : { id: count(item['id']) }),
        error: traceError(item['error']),
      };
    case 'end': {
      const outcome = oneOf(item['outcome'], OUTCOMES);
      if (outcome === 'succeeded') return { t, kind: 'end', outcome };
      return { t, kind: 'end', outcome, reason: oneOf(item['reason'], REASONS) };
    }
    default:
      return refuse('an unknown event');
  }
}

function parseBatch(value: unknown, messageBytes: number): readonly BatchItem[] {
  const items = list(value, parseItem, BATCH_ITEMS);
  const bytes = items.reduce((sum, item) => sum + weighItem(item), 0);
  return bytes <= messageBytes ? items : refuse('a message that is too large');
}

/** Checks one message. Throws a `ProtocolError`, and nothing else, for anything that the protocol does not know. */
export function parseIsolateMessage(value: unknown, messageBytes: number): IsolateMessage {
  try {
    return parseMessage(value, messageBytes);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('The isolate sent what cannot even be read.', { cause: error });
  }
}

function parseMessage(value: unknown, messageBytes: number): IsolateMessage {
  const message = fields(value);
  switch (message['kind']) {
    case 'ready':
      return { kind: 'ready' };
    case 'spent':
      return { kind: 'spent' };
    case 'pong':
      return { kind: 'pong' };
    case 'batch':
      return { kind: 'batch', items: parseBatch(message['items'], messageBytes) };
    default:
      return refuse('an unknown message');
  }
}
