/** Checks what an isolate sends, whatever it is. Reader code can't reach the port, but the host relies on nothing. */
import type { BatchItem, IsolateMessage } from '../isolate/protocol.ts';
import { weighItem } from '../isolate/weigh.ts';
import type { HeaderList, LogTable, TraceError } from '../trace/events.ts';

type Fields = Readonly<Record<string, unknown>>;

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const;
const ORIGINS = ['compile', 'uncaught', 'unhandled-rejection', 'network'] as const;
const OUTCOMES = ['succeeded', 'failed', 'over-budget'] as const;
const REASONS = [
  ...(['threw', 'waits-for-nothing', 'computing', 'virtual-time', 'events', 'requests', 'log-lines'] as const),
  'message-size',
] as const;

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

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : refuse('something that is no list');
}

function headers(value: unknown): HeaderList {
  return list(value).map((pair) => {
    const [name, content] = list(pair);
    return [text(name), text(content)] as const;
  });
}

function table(value: unknown): LogTable {
  const { columns, rows } = fields(value);
  return { columns: list(columns).map(text), rows: list(rows).map((row) => list(row).map(text)) };
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
  return value instanceof Uint8Array ? value : refuse('a body that is no bytes');
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
        method: text(item['method']),
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
    case 'end':
      return {
        t,
        kind: 'end',
        outcome: oneOf(item['outcome'], OUTCOMES),
        ...(item['reason'] === undefined ? {} : { reason: oneOf(item['reason'], REASONS) }),
      };
    default:
      return refuse('an unknown event');
  }
}

/** A batch goes once its items weigh a message's budget, so that the last one may take it to twice that. */
const BATCH_MESSAGES = 2;

function parseBatch(value: unknown, messageBytes: number): readonly BatchItem[] {
  const items = list(value).map(parseItem);
  const bytes = items.reduce((sum, item) => sum + weighItem(item), 0);
  return bytes <= BATCH_MESSAGES * messageBytes ? items : refuse('a message that is too large');
}

/** Checks one message. Throws a `ProtocolError` for anything that the protocol does not know. */
export function parseIsolateMessage(value: unknown, messageBytes: number): IsolateMessage {
  const message = fields(value);
  switch (message['kind']) {
    case 'ready':
      return { kind: 'ready' };
    case 'pong':
      return { kind: 'pong' };
    case 'batch':
      return { kind: 'batch', items: parseBatch(message['items'], messageBytes) };
    default:
      return refuse('an unknown message');
  }
}
