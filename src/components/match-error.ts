/**
 * Whether an error of ours is one that a reader looks for. They may type a few words, each of which must begin a word
 * of `entry`; or paste their own output, which must hold one of `signs`, word by word, whatever its numbers are.
 */
export function matchesError(query: string, { signs, entry }: { signs: readonly string[]; entry: string }): boolean {
  const typed = wordsOf(query);
  if (typed.length === 0) return true;
  const known = wordsOf(entry);
  const fitsEntry = typed.every((word) => known.some((other) => other.startsWith(word)));
  return fitsEntry || signs.some((sign) => holds(typed, sign));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A sign shorter than this stands in too many texts that are about something else. */
const leastSignLength = 10;

/** Whether the sign's words stand in `words` in a row; an ellipsis in the sign stands for anything. */
function holds(words: readonly string[], sign: string): boolean {
  const withoutNumbers = (list: readonly string[]): string => ` ${list.join(' ').replace(/\d+/g, '0')} `;
  const stretches = sign.split('…').map(wordsOf);
  const isLong = (stretch: readonly string[]): boolean => stretch.join('').length >= leastSignLength;
  return stretches.filter(isLong).some((stretch) => withoutNumbers(words).includes(withoutNumbers(stretch)));
}
