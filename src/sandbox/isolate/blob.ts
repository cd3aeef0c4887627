import { ReadableStream } from 'web-streams-polyfill';

const encoder = new TextEncoder();

/** Each blob's bytes, out of reach of the code that holds the blob. */
const bytesOfBlobs = new WeakMap<PlainBlob, Uint8Array<ArrayBuffer>>();

/** The bytes of a part of a blob or a body: text, a buffer, a view, or another blob; else its string. */
export function bytesOf(part: unknown): Uint8Array<ArrayBuffer> {
  if (part instanceof PlainBlob) return bytesInBlob(part).slice();
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice();
  return encoder.encode(String(part));
}

/** One array of all the parts' bytes, in order. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.byteLength;
  }
  return joined;
}

function bytesInBlob(blob: PlainBlob): Uint8Array<ArrayBuffer> {
  return bytesOfBlobs.get(blob) ?? new Uint8Array();
}

/** `Blob` in plain JavaScript: an engine's own settles its reads in later tasks, each engine in another order. */
export class PlainBlob {
  readonly type: string;

  constructor(parts: Iterable<unknown> = [], options: { type?: string } = {}) {
    bytesOfBlobs.set(this, joinBytes(Array.from(parts, bytesOf)));
    this.type = String(options.type ?? '').toLowerCase();
  }

  get size(): number {
    return bytesInBlob(this).byteLength;
  }

  slice(start = 0, end = this.size, type = ''): PlainBlob {
    return new PlainBlob([bytesInBlob(this).slice(start, end)], { type });
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(bytesInBlob(this).slice().buffer);
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(bytesInBlob(this).slice());
  }

  text(): Promise<string> {
    return Promise.resolve(new TextDecoder().decode(bytesInBlob(this)));
  }

  stream(): ReadableStream<Uint8Array> {
    const bytes = bytesInBlob(this).slice();
    return new ReadableStream({
      start(controller) {
        if (bytes.byteLength > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
}

/** `File`, over the blob above. */
export class PlainFile extends PlainBlob {
  readonly name: string;
  readonly lastModified: number;

  constructor(parts: Iterable<unknown>, name: string, options: { type?: string; lastModified?: number } = {}) {
    super(parts, options);
    this.name = String(name);
    this.lastModified = options.lastModified ?? Date.now();
  }

  override get [Symbol.toStringTag](): string {
    return 'File';
  }
}
