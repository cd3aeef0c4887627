import { Body, extractBody } from './body.ts';
import type { BodySource } from './body-source.ts';

/** What the network knows of an answer. */
export interface NetworkResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly source: BodySource;
}

const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304]);
const FORM_BOUNDARY = '----form-boundary-of-a-response';
/** Lets `createNetworkResponse` fill what a constructor's caller may not. */
const fromNetwork = new WeakMap<object, NetworkResponse>();

interface ResponseOptions {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

/** `Response`, over bodies in plain JavaScript. */
export class PlainResponse extends Body {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string;
  readonly redirected = false;
  readonly type: 'basic' | 'default';

  constructor(body: unknown = null, options: ResponseOptions = {}) {
    const network = fromNetwork.get(options);
    const extracted = network === undefined ? extractBody(body, () => FORM_BOUNDARY) : null;
    super(network?.source ?? extracted?.source ?? null);
    this.status = Number(options.status ?? 200);
    this.statusText = String(options.statusText ?? '');
    this.headers = network?.headers ?? new Headers(options.headers);
    this.url = network?.url ?? '';
    this.type = network === undefined ? 'default' : 'basic';
    if (network !== undefined) return;
    if (!(this.status >= 200 && this.status <= 599)) throw new RangeError('A Response needs a status from 200 to 599.');
    if (extracted !== null && NULL_BODY_STATUSES.has(this.status)) {
      throw new TypeError(`A Response with status ${this.status} can't have a body.`);
    }
    if (extracted?.contentType && !this.headers.has('content-type')) {
      this.headers.set('content-type', extracted.contentType);
    }
  }

  static json(data: unknown, options: ResponseOptions = {}): PlainResponse {
    const headers = new Headers(options.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new PlainResponse(JSON.stringify(data), { ...options, headers });
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  clone(): PlainResponse {
    const source = this.splitBody();
    const { url, status, statusText } = this;
    const headers = new Headers(this.headers);
    if (source === null) return new PlainResponse(null, { status, statusText, headers });
    return createNetworkResponse({ url, status, statusText, headers, source });
  }

  protected override mimeType(): string {
    return this.headers.get('content-type') ?? '';
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }
}

/** The answer that `fetch` resolves with. */
export function createNetworkResponse(network: NetworkResponse): PlainResponse {
  const options = { status: network.status, statusText: network.statusText };
  fromNetwork.set(options, network);
  return new PlainResponse(null, options);
}
