import type { Random } from '../endpoint/random.ts';

/** The most bytes that one call may ask for, as in browsers. */
const QUOTA_BYTES = 65_536;

export interface SeededCrypto {
  getRandomValues<T>(array: T): T;
  randomUUID(): string;
}

function fill(bytes: Uint8Array, random: Random): void {
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.nextUint32() >>> 24;
}

/** `crypto` without `subtle`: an opaque origin is no secure context, so engines differ in whether it is there. */
export function createSeededCrypto(random: Random): SeededCrypto {
  return {
    getRandomValues(array) {
      if (!ArrayBuffer.isView(array) || array instanceof Float32Array || array instanceof Float64Array) {
        throw new DOMException('getRandomValues needs an array of integers.', 'TypeMismatchError');
      }
      if (array.byteLength > QUOTA_BYTES) {
        throw new DOMException(`getRandomValues fills at most ${QUOTA_BYTES} bytes.`, 'QuotaExceededError');
      }
      fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), random);
      return array;
    },
    randomUUID() {
      const bytes = new Uint8Array(16);
      fill(bytes, random);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
