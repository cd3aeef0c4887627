import type { Random } from '../sandbox/endpoint/random.ts';
import { isFunction } from '../sandbox/isolate/reflection.ts';
import { createSeededCrypto, type SeededCrypto } from '../sandbox/isolate/seeded-crypto.ts';

/** Chance as Node has it, all of it from the seed. */
export interface SeededNodeCrypto {
  /** For the global `crypto`. */
  readonly web: SeededCrypto;
  /** For `node:crypto`. */
  readonly node: SeededCrypto & {
    randomBytes(size: number, callback?: unknown): Buffer;
    randomFillSync<T extends ArrayBufferView>(array: T): T;
    randomInt(...args: unknown[]): number;
  };
}

/** Creates what stands in for both. A callback is called in a tick of its own, as it would be. */
export function createSeededNodeCrypto(random: Random): SeededNodeCrypto {
  const web = createSeededCrypto(random);
  function tell<T>(callback: unknown, value: T): T {
    if (isFunction(callback)) process.nextTick(callback, null, value);
    return value;
  }
  return {
    web,
    node: {
      ...web,
      randomBytes: (size, callback) => tell(callback, Buffer.from(web.getRandomValues(new Uint8Array(size)))),
      randomFillSync: (array) => web.getRandomValues(array),
      randomInt(...args) {
        const [first = 0, second] = args.filter((each) => typeof each === 'number');
        const [min, max] = second === undefined ? [0, first] : [first, second];
        return tell(args.at(-1), min + Math.floor(random.next() * (max - min)));
      },
    },
  };
}
