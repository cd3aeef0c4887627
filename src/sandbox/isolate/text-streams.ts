import { TransformStream } from 'web-streams-polyfill';
import { bytesOf } from './blob.ts';

/** `TextDecoderStream`, over streams in plain JavaScript. */
export class TextDecoderStream {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  readonly readable;
  readonly writable;

  constructor(label = 'utf-8', options: TextDecoderOptions = {}) {
    const decoder = new TextDecoder(label, options);
    this.encoding = decoder.encoding;
    this.fatal = decoder.fatal;
    this.ignoreBOM = decoder.ignoreBOM;
    const { readable, writable } = new TransformStream<unknown, string>({
      transform(chunk, controller) {
        const text = decoder.decode(bytesOf(chunk), { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller) {
        const rest = decoder.decode();
        if (rest !== '') controller.enqueue(rest);
      },
    });
    this.readable = readable;
    this.writable = writable;
  }

  get [Symbol.toStringTag](): string {
    return 'TextDecoderStream';
  }
}

/** `TextEncoderStream`, over streams in plain JavaScript. */
export class TextEncoderStream {
  readonly encoding = 'utf-8';
  readonly readable;
  readonly writable;

  constructor() {
    const { readable, writable } = new TransformStream<unknown, Uint8Array>({
      transform: (chunk, controller) => controller.enqueue(bytesOf(String(chunk))),
    });
    this.readable = readable;
    this.writable = writable;
  }

  get [Symbol.toStringTag](): string {
    return 'TextEncoderStream';
  }
}
