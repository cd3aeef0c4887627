import type { ScheduledResponse } from '../endpoint/endpoint-types.ts';
import type { HeaderList } from '../trace/events.ts';
import { createPushSource, type PushSource } from './body-source.ts';
import type { Clock, Scheduled } from './clock.ts';
import { nameOf } from './errors.ts';
import { MOST_HEADERS, type AnswersMessage, type BatchItem } from './protocol.ts';
import { PlainRequest, resetBoundaries, takeRequestBytes, type RequestOptions } from './request.ts';
import { createNetworkResponse, type PlainResponse } from './response.ts';
import { watchSignal } from './signal.ts';

/** The only way out of the isolate: requests go to the host, answers come back as schedules on the clock. */
export interface Network {
  fetch(input: unknown, options?: RequestOptions): Promise<PlainResponse>;
  /** Puts the host's answers on the clock. */
  receive(answers: AnswersMessage): void;
  /** Requests that nothing has settled yet, in the order of their ids. */
  openIds(): readonly number[];
}

interface NetworkOptions {
  readonly clock: Clock;
  /** Puts it among what is sent to the host. */
  readonly send: (item: BatchItem) => void;
  /** Called where a `fetch` begins, so that an error of its later can name the reader's line. */
  readonly capturePlace: () => (error: unknown) => void;
}

/** One request between its `fetch` and the end of its body. */
interface Exchange {
  readonly id: number;
  readonly rank: number;
  readonly url: string;
  readonly body: PushSource;
  resolve(response: PlainResponse): void;
  fail(error: unknown): void;
  planned: Scheduled[];
  headersDone: boolean;
  chunksDone: number;
}

/** In the form of Chromium, which names the host there: libraries know that a network failed by such words alone. */
export const DROPPED = 'Failed to fetch (the server dropped the connection)';

/** Creates the network of one run. */
export function createNetwork({ clock, send, capturePlace }: NetworkOptions): Network {
  const open = new Map<number, Exchange>();
  let lastId = 0;
  clock.onReset(() => {
    open.clear();
    lastId = 0;
    resetBoundaries();
  });

  function finish(exchange: Exchange): void {
    for (const one of exchange.planned) one.cancel();
    open.delete(exchange.id);
  }

  function abort(exchange: Exchange, reason: unknown): void {
    if (!open.has(exchange.id)) return;
    finish(exchange);
    send({ t: clock.now(), kind: 'abort', id: exchange.id, reason: nameOf(reason, 'AbortError') });
    exchange.fail(reason);
  }

  function drop(exchange: Exchange, message: string): void {
    finish(exchange);
    const error = { name: 'TypeError', message };
    send({ t: clock.now(), kind: 'error', origin: 'network', id: exchange.id, error });
    exchange.fail(new TypeError(message));
  }

  function deliverHeaders(exchange: Exchange, response: ScheduledResponse): void {
    exchange.headersDone = true;
    send({ t: clock.now(), kind: 'response', id: exchange.id });
    const headers = new Headers();
    for (const [name, value] of response.headers) headers.append(name, value);
    const { status, statusText } = response;
    exchange.resolve(createNetworkResponse({ url: exchange.url, status, statusText, headers, source: exchange.body }));
  }

  function deliverChunk(exchange: Exchange, response: ScheduledResponse, index: number): void {
    const chunk = response.chunks[index];
    const last = isLast(response, index);
    exchange.chunksDone = index + 1;
    send({ t: clock.now(), kind: 'chunk', id: exchange.id, index, last });
    if (chunk !== undefined) exchange.body.push(chunk.bytes.slice());
    if (!last) return;
    finish(exchange);
    exchange.body.close();
  }

  /** Whether nothing follows this chunk. An index past the last chunk stands for a close that brings no bytes. */
  function isLast(response: ScheduledResponse, index: number): boolean {
    if (response.end.kind !== 'close' || index < response.chunks.length - 1) return false;
    const chunk = response.chunks[index];
    return chunk === undefined || response.end.atMs <= chunk.atMs;
  }

  function plan(exchange: Exchange, response: ScheduledResponse): void {
    for (const one of exchange.planned) one.cancel();
    const at = (atMs: number, run: () => void): void => {
      exchange.planned.push(clock.schedule(atMs, exchange.rank, run));
    };
    exchange.planned = [];
    if (response.headersAtMs !== null && !exchange.headersDone) {
      at(response.headersAtMs, () => deliverHeaders(exchange, response));
    }
    const { chunks, end } = response;
    for (const [index, chunk] of chunks.entries()) {
      if (index >= exchange.chunksDone) at(chunk.atMs, () => deliverChunk(exchange, response, index));
    }
    const lastIndex = chunks.length - 1;
    if (end.kind === 'drop') at(end.atMs, () => drop(exchange, DROPPED));
    else if (end.kind === 'close' && !(lastIndex >= 0 && isLast(response, lastIndex))) {
      at(end.atMs, () => deliverChunk(exchange, response, chunks.length));
    }
  }

  /** The headers to send; thousands of them would keep the page's engine busy, and no real server takes as many. */
  function headersOf(request: PlainRequest): HeaderList {
    const headers = [...request.headers];
    if (headers.length <= MOST_HEADERS) return headers;
    throw new TypeError(`fetch sends at most ${MOST_HEADERS} headers here, not ${headers.length}.`);
  }

  function begin(request: PlainRequest, body: Uint8Array<ArrayBuffer> | null, place: (error: unknown) => void) {
    const headers = headersOf(request);
    return new Promise<PlainResponse>((resolve, reject) => {
      const signal = watchSignal(request.signal);
      if (signal.isAborted()) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort's reason may be any value
        reject(signal.reason());
        return;
      }
      const id = ++lastId;
      const onAbort = (): void => abort(exchange, signal.reason());
      const exchange: Exchange = {
        id,
        rank: clock.takeRank(),
        url: request.url,
        body: createPushSource((reason) => abort(exchange, reason)),
        resolve,
        fail(error) {
          place(error);
          signal.unwatch(onAbort);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort's reason may be any value
          reject(error);
          exchange.body.fail(error);
        },
        planned: [],
        headersDone: false,
        chunksDone: 0,
      };
      signal.watch(onAbort);
      open.set(id, exchange);
      const { method, url } = request;
      send({ t: clock.now(), kind: 'request', id, method, url, headers, body });
    });
  }

  return {
    async fetch(input, options) {
      const place = capturePlace();
      const request = new PlainRequest(input, options);
      const body = takeRequestBytes(request);
      return begin(request, body instanceof Promise ? await body : body, place);
    },
    receive(answers) {
      for (const response of answers.responses) {
        const exchange = open.get(response.id);
        if (exchange !== undefined) plan(exchange, response);
      }
      for (const { id, message } of answers.unreachable) {
        const exchange = open.get(id);
        if (exchange !== undefined) {
          exchange.planned = [clock.schedule(clock.now(), exchange.rank, () => drop(exchange, message))];
        }
      }
    },
    openIds: () => [...open.keys()],
  };
}
