import { wordsOf } from './read-paste.ts';

/** Where the words of an error's signs stand in a paste. */
export interface Sighting {
  /** The places of all of them, whatever their capitals. */
  readonly places: ReadonlySet<number>;
  /** The places of those with the error's own capitals, which tell TEI's `Overloaded` from TGI's. */
  readonly exact: ReadonlySet<number>;
  /** How many words of the longest sign are exact. */
  readonly strength: number;
}

const GAP = '…';

/** A gap in a sign stands for no more words than this: an address of a network, a number and its unit. */
const mostWordsInGap = 6;

/** Finds every sign that stands in the words as a whole. */
export function findSigns(words: readonly string[], signs: readonly string[]): Sighting {
  const lower = words.map((word) => word.toLowerCase());
  const places = new Set<number>();
  const exact = new Set<number>();
  let strength = 0;
  for (const sign of signs) {
    const parts = sign.split(GAP).map(wordsOf);
    const own = parts.flat();
    const stretches = parts.map((part) => part.map((word) => word.toLowerCase())).filter((part) => part.length > 0);
    for (let start = 0; start < words.length; start += 1) {
      const found = stretchesAt(lower, start, stretches, 0);
      if (found === undefined) continue;
      const alike = found.filter((place, index) => words[place] === own[index]);
      for (const place of found) places.add(place);
      for (const place of alike) exact.add(place);
      strength = Math.max(strength, alike.length);
    }
  }
  return { places, exact, strength };
}

/** The places of the stretches' words, the first of them within `gap` words from `start`. */
function stretchesAt(
  words: readonly string[],
  start: number,
  [stretch, ...rest]: readonly (readonly string[])[],
  gap: number,
): number[] | undefined {
  if (stretch === undefined) return [];
  for (let at = start; at <= start + gap; at += 1) {
    if (!stretch.every((word, index) => words[at + index] === word)) continue;
    const after = stretchesAt(words, at + stretch.length, rest, mostWordsInGap);
    if (after !== undefined) return [...stretch.map((_, index) => at + index), ...after];
  }
  return undefined;
}

/** Whether one sighting says all that another does, and more. */
export function saysMore(one: Sighting, other: Sighting): boolean {
  const isAsMuch = isWithin(other.places, one.places) && isWithin(other.exact, one.exact);
  return isAsMuch && one.places.size + one.exact.size > other.places.size + other.exact.size;
}

function isWithin(some: ReadonlySet<number>, all: ReadonlySet<number>): boolean {
  return [...some].every((place) => all.has(place));
}
