import type { IncomingMessage } from 'node:http';
import type { HeaderList } from '../sandbox/trace/events.ts';
import type { ClockKind } from './sessions.ts';

/** The most of a body that is taken, as for a request in the page. */
export const MOST_BODY_BYTES = 1_000_000;

/** How long the client waits. */
const TIMEOUT_HEADER = 'x-endpoint-timeout-ms';
/** Whether the work on its answer takes time, on a clock that stands still. */
const LATENCY_HEADER = 'x-endpoint-latency';
/** What belongs to the connection and not to what is sent over it. */
const OF_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The body; `null` if there is none, and `undefined` if it is too large. Rejects when the client goes away meanwhile. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | null | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // The connection stays: somebody must be told that it was too much.
  const incoming: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  for await (const part of incoming) {
    size += part.byteLength;
    if (size > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return size === 0 ? null : Buffer.concat(parts);
}

/** The headers that the scenario's server sees, in their order. */
export function headersOf({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): HeaderList {
  const headers: (readonly [string, string])[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (!OF_CONNECTION.has(name) && !name.startsWith('x-endpoint-')) headers.push([name, rawHeaders[index + 1] ?? '']);
  }
  return headers;
}

/** How a request goes with the clock. */
export interface Pace {
  readonly takesTime: boolean;
  readonly movesClock: boolean;
  readonly timeoutMs: number | undefined;
}

/** Reads what a request says of the clock; a sentence if it makes no sense. */
export function paceOf({ headers }: Pick<IncomingMessage, 'headers'>, clock: ClockKind): Pace | string {
  const timeout = headers[TIMEOUT_HEADER];
  const latency = headers[LATENCY_HEADER];
  if (timeout !== undefined && (typeof timeout !== 'string' || !/^[1-9]\d{0,11}$/.test(timeout)))
    return `The header ${TIMEOUT_HEADER} is "${String(timeout)}". Write whole milliseconds from 1 on, such as 10000.`;
  if (latency !== undefined && latency !== 'counted')
    return `The header ${LATENCY_HEADER} is "${String(latency)}". Write "counted", or leave it out.`;
  // In real time all takes its time, and clients have their own timers.
  if (clock === 'real') return { takesTime: true, movesClock: false, timeoutMs: undefined };
  const takesTime = latency === 'counted';
  const timeoutMs = timeout === undefined ? undefined : Number(timeout);
  return { takesTime, movesClock: takesTime || timeoutMs !== undefined, timeoutMs };
}
