import type { Chance } from '../chance.ts';

/** What a model writes, word by word; `wasCut` when the client asked for less than it had to say. */
export interface WrittenText {
  readonly words: readonly string[];
  readonly wasCut: boolean;
}

const SENTENCES = [
  'A server that is full refuses at once and keeps what it has begun.',
  'A client that waits a little longer each time gives it room to recover.',
  'Chance in the delay keeps many clients from returning together.',
  'A deadline decides when it is better to fail than to wait.',
  'The header says how long, so there is no need to guess.',
  'Some refusals pass by themselves and some never do.',
  'It costs less to send fewer requests than to send them again.',
  'Whoever retries should first ask whether a retry can help.',
];

/** Writes one to three sentences, and no more than `maxWords` words. */
export function writeText(chance: Chance, maxWords = Infinity): WrittenText {
  const first = Math.floor(chance() * SENTENCES.length);
  const count = 1 + Math.floor(chance() * 3);
  const sentences = Array.from({ length: count }, (_, index) => SENTENCES[(first + index) % SENTENCES.length] ?? '');
  const words = sentences.join(' ').split(' ');
  return { words: words.slice(0, maxWords), wasCut: words.length > maxWords };
}

/** The words as a model's tokens: each but the first brings the space before it. */
export function asTokens({ words }: WrittenText): readonly string[] {
  return words.map((word, index) => (index === 0 ? word : ` ${word}`));
}

/** About how many tokens a text has: one for four characters. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
