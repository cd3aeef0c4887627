import { expect, test } from 'vitest';
import { createRandom } from '../../../src/sandbox/endpoint/random.ts';
import { createSeededCrypto } from '../../../src/sandbox/isolate/seeded-crypto.ts';

const take = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

test('gives the same numbers for the same seed and others for another', () => {
  expect(take(429, 5)).toEqual(take(429, 5));
  expect(take(429, 5)).not.toEqual(take(430, 5));
});

test('is spread evenly over [0, 1)', () => {
  const counts = new Array<number>(10).fill(0);
  for (const value of take(1, 100_000)) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    const slot = Math.floor(value * 10);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('makes version 4 UUIDs and fills arrays of integers only', () => {
  const crypto = createSeededCrypto(createRandom(1));
  expect(crypto.randomUUID()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(crypto.getRandomValues(new Uint32Array(4))).not.toEqual(new Uint32Array(4));
  expect(() => crypto.getRandomValues(new Float64Array(1))).toThrow(/integers/);
  expect(() => crypto.getRandomValues(new Uint8Array(65_537))).toThrow(/65536 bytes/);
});
