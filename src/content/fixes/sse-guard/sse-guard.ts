// SPDX-License-Identifier: MIT-0
// sse-guard 1.1.0 sha256:425fb7acf60d2ee5 https://try-again-later.example/fixes/sse-guard/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Turns an error inside an event stream with status 200 into an error.
 *
 *     const response = await guardEventStream(await fetch(url, init), { doneMark: '[DONE]' });
 *
 * A server that streams has sent its 200 before it knows how things end. TGI says "Model is
 * overloaded" in such a stream (huggingface/text-generation-inference, router/src/infer/mod.rs),
 * SGLang that its queue is full; OpenAI and those who speak its language send `error` likewise.
 *
 * The guard holds the answer back until the first event is there. If that is an error it throws
 * `SseError`, so a retry can try again; give it to `fetchWithRetry` as its `fetch`:
 *
 *     const response = await fetchWithRetry(url, init, {
 *       fetch: async (...request) => guardEventStream(await fetch(...request)),
 *       shouldRetry: ({ error }) => !(error instanceof SseError) || error.isOverload,
 *       attemptTimeoutMs: 120_000, // now the time until the first event
 *       deadlineMs: 600_000, // room for more than one of them, and for an overload to pass
 *       maxAttempts: 20,
 *     });
 *
 * Then it watches the rest: what comes before an error reaches the reader, who then gets the
 * error instead of an end. So does the reader of a stream that ends without its `doneMark`.
 * Bytes pass unchanged, an event at a time, no faster than they are read; a cancel goes through.
 * Any other answer is handed back as it is.
 *
 * An event is an error when it is named `error`, or when its data is a JSON object with an `error`
 * (null, false and "" are none; an object is one, though it be empty), with `object` or `type` equal
 * to "error", or with `type` equal to "response.failed". The last is how OpenAI's Responses fail
 * (openai-node, ResponseFailedEvent). Their first events only say that they begin: to be told
 * before the answer is handed on, take more `eventsFirst`.
 *
 * Node 20 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface SseGuardOptions {
  /** The data of the event that ends a whole stream, as `[DONE]` does in OpenAI's; without it a stream may end anywhere. */
  readonly doneMark?: string;
  /** Events to look at before the answer is handed on; comments don't count. @default 1 */
  readonly eventsFirst?: number;
}

/** Thrown by `guardEventStream`, or by reading the answer that it gave. */
export class SseError extends Error {
  override readonly name = 'SseError';
  /** `error`: the server sent one. `cut-short`: the stream ended without its `doneMark`. */
  readonly reason: 'error' | 'cut-short';
  /** The data of the event, or of the last one if the stream was cut short. */
  readonly data: string;
  /** The status that the server gives inside, if any. TGI says 422 for an overload. */
  readonly status: number | undefined;
  /** Events before it; from 1 on, the reader may have a part of the answer. */
  readonly eventsBefore: number;
  /** Whether a later try may help: the server is full, or counts requests. */
  readonly isOverload: boolean;

  constructor(reason: SseError['reason'], data: string, eventsBefore: number) {
    const what = reason === 'error' ? 'an error' : 'an end without its mark';
    const last = data.length > 300 ? `${data.slice(0, 300)}…` : data;
    super(`The stream has ${what} after ${eventsBefore} events: ${last || '(no data)'}`);
    this.reason = reason;
    this.data = data;
    const about = readAbout(data);
    this.status = readStatus(about);
    this.eventsBefore = eventsBefore;
    this.isOverload = reason === 'error' && isOverload(about, this.status);
  }
}

/** A longer event is not looked into, nor waited for: no error is so long. */
const MAX_HELD_BYTES = 65_536;
/** Two ends of line, in any of their forms. An LF that follows a last CR belongs to it. */
const EVENT_END = /(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n))/g;
const FAILED = 'response.failed';
const OVERLOAD = /overload|queue is full|rate.?limit|too many requests|no capacity/i;

/** Looks at the start of an event stream, and gives back the answer with the rest under watch. */
export async function guardEventStream(
  response: Response,
  { doneMark, eventsFirst = 1 }: SseGuardOptions = {},
): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || !/^text\/event-stream\b/i.test(type))
    return response;
  const reader = response.body.getReader();
  const watch = createWatch(doneMark);
  const ready: Uint8Array[] = [];
  let trouble: SseError | undefined;
  let ended = false;

  /** Takes one chunk from the server. */
  const take = async (): Promise<void> => {
    const { done, value } = await reader.read();
    const seen = done ? watch.end() : watch.push(value);
    ready.push(...seen.passed);
    trouble = seen.trouble;
    ended = done;
    if (trouble && !done) reader.cancel(trouble).catch(() => undefined);
  };

  const isEnough = (): boolean =>
    watch.events >= eventsFirst || countBytes(ready) >= MAX_HELD_BYTES;
  while (!ended && !trouble && !isEnough()) await take();
  if (trouble && watch.events < eventsFirst) throw trouble;

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (ready.length === 0 && !ended && !trouble) await take();
        const next = ready.shift();
        if (next) controller.enqueue(next);
        else if (trouble) controller.error(trouble);
        else controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const guarded = new Response(body, response);
  // A new answer has no address of its own.
  return Object.defineProperty(guarded, 'url', { value: response.url });
}

interface Seen {
  /** The events that are no error, byte for byte. */
  readonly passed: readonly Uint8Array[];
  readonly trouble: SseError | undefined;
}

/** Cuts the bytes of a stream into events and looks into each. */
function createWatch(doneMark: string | undefined) {
  // One character for each byte, so that places in the text are places in the bytes.
  const bytesToText = new TextDecoder('latin1');
  let held = new Uint8Array();
  let events = 0;
  let lastData = '';
  let isDone = doneMark === undefined;

  /** Looks into one event; gives back the error that it is, if it is one. */
  const look = (bytes: Uint8Array): SseError | undefined => {
    const { name, data } = readEvent(new TextDecoder().decode(bytes));
    if (data === undefined) return undefined;
    if (isError(name, data)) return new SseError('error', data, events);
    events++;
    lastData = data;
    isDone ||= data.trim() === doneMark;
    return undefined;
  };

  return {
    get events() {
      return events;
    },
    push(chunk: Uint8Array): Seen {
      held = join(held, chunk);
      const passed: Uint8Array[] = [];
      let taken = 0;
      for (const end of bytesToText.decode(held).matchAll(EVENT_END)) {
        const event = held.slice(taken, end.index + end[0].length);
        const trouble = look(event);
        if (trouble) return { passed, trouble };
        passed.push(event);
        taken += event.length;
      }
      held = held.slice(taken);
      if (held.length > MAX_HELD_BYTES) {
        passed.push(held);
        held = new Uint8Array();
      }
      return { passed, trouble: undefined };
    },
    end(): Seen {
      const trouble = look(held);
      if (trouble) return { passed: [], trouble };
      const passed = held.length > 0 ? [held] : [];
      return {
        passed,
        trouble: isDone ? undefined : new SseError('cut-short', lastData, events),
      };
    },
  };
}

function countBytes(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** The name and data of an event; no data when there is none, as in a comment. */
function readEvent(text: string): { name: string; data: string | undefined } {
  const data: string[] = [];
  let name = '';
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^(data|event)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'event') name = value;
  }
  return { name, data: data.length > 0 ? data.join('\n') : undefined };
}

function isError(name: string, data: string): boolean {
  if (name === 'error') return true;
  const { error, object, type } = parseObject(data);
  return Boolean(error) || object === 'error' || type === 'error' || type === FAILED;
}

/** What tells of the error. A response that failed repeats the whole question, which may be of anything. */
function readAbout(data: string): string {
  const { type, response } = parseObject(data);
  return type === FAILED ? JSON.stringify({ error: toObject(response)['error'] }) : data;
}

/** The status that an error gives, itself or in its `error`, by the names in use. */
function readStatus(data: string): number | undefined {
  const outer = parseObject(data);
  const { error } = outer;
  const names = ['http_status_code', 'status_code', 'status', 'code'];
  return [toObject(error), outer]
    .flatMap((object) => names.map((each) => object[each]))
    .find((value) => typeof value === 'number');
}

function isOverload(data: string, status: number | undefined): boolean {
  return status === 429 || status === 503 || OVERLOAD.test(data);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return toObject(value);
  } catch {
    // Data that is no JSON, such as `[DONE]`, has nothing to say here.
    return {};
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
