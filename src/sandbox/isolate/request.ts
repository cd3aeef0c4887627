import { ReadableStream } from 'web-streams-polyfill';
import { Body, extractBody } from './body.ts';
import type { BodySource } from './body-source.ts';
import { isSignal } from './signal.ts';

/** What a caller may pass beside the address. The fields that mean nothing without a network are accepted and kept. */
export interface RequestOptions {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
  readonly duplex?: string;
  readonly mode?: string;
  readonly credentials?: string;
  readonly cache?: string;
  readonly redirect?: string;
  readonly referrer?: string;
  readonly integrity?: string;
  readonly keepalive?: boolean;
}

const NORMALISED_METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

function parseMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!TOKEN.test(method)) throw new TypeError(`"${method}" is not an HTTP method.`);
  if (FORBIDDEN_METHODS.has(upper)) throw new TypeError(`fetch does not send ${upper} requests.`);
  return NORMALISED_METHODS.has(upper) ? upper : method;
}

function parseUrl(input: string): string {
  let url: URL;
  try {
    url = new URL(input);
  } catch {
    // The engine's message differs; ours says what is wrong with the address.
    throw new TypeError(`Failed to parse URL "${input}": fetch needs a whole address, such as https://host/path.`);
  }
  if (url.username || url.password) throw new TypeError(`"${input}" holds credentials, which fetch refuses.`);
  url.hash = '';
  return url.href;
}

let boundaryCount = 0;

/** The next form begins to count anew, as in another run. */
export function resetBoundaries(): void {
  boundaryCount = 0;
}

interface KnownBody {
  readonly source: BodySource;
  /** The bytes, where they are known before anything is read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Lets `clone` hand a body to the constructor that no caller could pass. */
const clonedBodies = new WeakMap<object, KnownBody>();

/**
 * Takes the body to send: its bytes at once where they are known, else once its stream has been read; `null` without
 * a body. Throws a `TypeError` when it has been used before.
 */
export let takeRequestBytes: (
  request: PlainRequest,
) => Uint8Array<ArrayBuffer> | null | Promise<Uint8Array<ArrayBuffer>>;

/** `Request`, over bodies in plain JavaScript. */
export class PlainRequest extends Body {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly duplex = 'half';
  readonly mode: string;
  readonly credentials: string;
  readonly cache: string;
  readonly redirect: string;
  readonly referrer: string;
  readonly integrity: string;
  readonly keepalive: boolean;
  #known: KnownBody | null;

  static {
    takeRequestBytes = (request) => {
      const known = request.#known;
      if (known === null) return null;
      if (known.bytes === null) return request.bytes();
      request.takeSource();
      // The reader may still hold what the body's stream gave, and could change it.
      return known.bytes.slice();
    };
  }

  constructor(input: unknown, options: RequestOptions = {}) {
    const from = input instanceof PlainRequest ? input : null;
    const method = parseMethod(String(options.method ?? from?.method ?? 'GET'));
    // Read again, since the reader may have set anything on a `Request` that is passed on.
    const url = parseUrl(String(from?.url ?? input));
    const hasOwnBody = options.body !== undefined && options.body !== null;
    const inherited = hasOwnBody || from === null ? null : from.#known;
    if ((hasOwnBody || inherited !== null) && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError(`A ${method} request can't have a body.`);
    }
    if (options.body instanceof ReadableStream && options.duplex !== 'half') {
      throw new TypeError("A request with a stream as its body needs duplex: 'half'.");
    }
    const extracted = extractBody(options.body, () => `----form-boundary-${++boundaryCount}`);
    // Not the source that it began with: a clone may read that one.
    const passedOn = inherited && { ...inherited, source: from?.takeSource() ?? inherited.source };
    const known = clonedBodies.get(options) ?? extracted ?? passedOn;
    super(known?.source ?? null);
    this.#known = known;
    this.method = method;
    this.url = url;
    this.headers = new Headers(options.headers ?? from?.headers);
    if (extracted?.contentType && !this.headers.has('content-type')) {
      this.headers.set('content-type', extracted.contentType);
    }
    const signal = options.signal === undefined ? from?.signal : options.signal;
    if (signal !== undefined && signal !== null && !isSignal(signal)) {
      throw new TypeError('The signal of a request must be an AbortSignal.');
    }
    this.signal = signal ?? new AbortController().signal;
    this.mode = options.mode ?? from?.mode ?? 'cors';
    this.credentials = options.credentials ?? from?.credentials ?? 'same-origin';
    this.cache = options.cache ?? from?.cache ?? 'default';
    this.redirect = options.redirect ?? from?.redirect ?? 'follow';
    this.referrer = options.referrer ?? from?.referrer ?? 'about:client';
    this.integrity = options.integrity ?? from?.integrity ?? '';
    this.keepalive = options.keepalive ?? from?.keepalive ?? false;
  }

  clone(): PlainRequest {
    const { method, headers, signal, mode, credentials, cache, redirect, referrer, integrity, keepalive } = this;
    const options = { method, headers, signal, mode, credentials, cache, redirect, referrer, integrity, keepalive };
    const source = this.splitBody();
    if (source !== null) clonedBodies.set(options, { source, bytes: this.#known?.bytes ?? null });
    return new PlainRequest(this.url, options);
  }

  protected override mimeType(): string {
    return this.headers.get('content-type') ?? '';
  }

  get [Symbol.toStringTag](): string {
    return 'Request';
  }
}
