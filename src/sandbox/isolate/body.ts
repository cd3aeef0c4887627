import { ReadableStream } from 'web-streams-polyfill';
import { PlainBlob, bytesOf, joinBytes } from './blob.ts';
import { createBytesSource, splitSource, type BodySource } from './body-source.ts';
import { PlainFormData, encodeMultipart } from './form-data.ts';

/** What `fetch`, `Request` and `Response` take as a body, made ready to send. */
export interface ExtractedBody {
  readonly source: BodySource;
  /** The bytes, where they are known before anything is read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly contentType: string | null;
}

/** Reads a stream of the reader's; anything but bytes in it is an error, as in the Fetch standard. */
function createStreamSource(stream: ReadableStream<unknown>): BodySource {
  const reader = stream.getReader();
  return {
    async read() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      if (!(value instanceof Uint8Array)) throw new TypeError('A body stream may only yield Uint8Array chunks.');
      return value.slice();
    },
    cancel(reason) {
      void reader.cancel(reason);
    },
  };
}

/** Makes a body of what a caller passed. `createBoundary` names the parts of a form. */
export function extractBody(init: unknown, createBoundary: () => string): ExtractedBody | null {
  if (init === null || init === undefined) return null;
  if (init instanceof ReadableStream) return { source: createStreamSource(init), bytes: null, contentType: null };
  let contentType: string | null = null;
  let bytes: Uint8Array<ArrayBuffer>;
  if (init instanceof PlainFormData) {
    const boundary = createBoundary();
    contentType = `multipart/form-data; boundary=${boundary}`;
    bytes = encodeMultipart(init, boundary);
  } else {
    bytes = bytesOf(init);
    if (init instanceof PlainBlob) contentType = init.type || null;
    else if (init instanceof URLSearchParams) contentType = 'application/x-www-form-urlencoded;charset=UTF-8';
    else if (!(init instanceof ArrayBuffer) && !ArrayBuffer.isView(init)) contentType = 'text/plain;charset=UTF-8';
  }
  return { source: createBytesSource(bytes), bytes, contentType };
}

/** The reading half that `Request` and `Response` share. Microtasks only, so that every engine keeps one order. */
export class Body {
  #source: BodySource | null;
  #stream: ReadableStream<Uint8Array> | null = null;
  #used = false;

  constructor(source: BodySource | null) {
    this.#source = source;
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  get body(): ReadableStream<Uint8Array> | null {
    const source = this.#source;
    if (source === null) return null;
    this.#stream ??= new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.#used = true;
          const chunk = await source.read();
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        },
        cancel: (reason) => {
          this.#used = true;
          source.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
    return this.#stream;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#claim();
    const source = this.#source;
    if (source === null) return new Uint8Array();
    this.#used = true;
    const chunks: Uint8Array[] = [];
    for (let chunk = await source.read(); chunk !== undefined; chunk = await source.read()) chunks.push(chunk);
    return joinBytes(chunks);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async blob(): Promise<PlainBlob> {
    return new PlainBlob([await this.bytes()], { type: this.mimeType() });
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** The content type, for `blob()`. */
  protected mimeType(): string {
    return '';
  }

  /** Hands the source over to another owner; this body counts as used from then on. */
  protected takeSource(): BodySource | null {
    this.#claim();
    this.#used = this.#source !== null;
    return this.#source;
  }

  /** Splits the body in two: one stays here, the other goes to the clone. */
  protected splitBody(): BodySource | null {
    this.#claim();
    if (this.#source === null) return null;
    const [kept, given] = splitSource(this.#source);
    this.#source = kept;
    this.#stream = null;
    return given;
  }

  #claim(): void {
    if (this.#used) throw new TypeError('Body is unusable: it has already been read.');
    if (this.#stream?.locked === true) throw new TypeError('Body is unusable: its stream is locked to a reader.');
  }
}
