import { createRandom } from './random.ts';

/** Numbers from 0 up to, not including, 1. */
export type Chance = () => number;

/** Chance that belongs to one thing: the same numbers for the same seed and key, whatever else was drawn before. */
export function createChance(seed: number, key: number): Chance {
  const mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(key, 0x85ebca77)) >>> 0;
  const random = createRandom(mixed);
  return () => random.next();
}

/** A number for a text: the same text, the same number (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** `ms` give or take a share of it, in whole milliseconds. */
export function vary(ms: number, share: number, chance: Chance): number {
  return Math.max(0, Math.round(ms * (1 + share * (2 * chance() - 1))));
}
