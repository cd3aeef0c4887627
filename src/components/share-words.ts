import { wordsOf } from './read-paste.ts';

interface Worded {
  readonly text: string;
  readonly statusText: string;
  readonly signs: readonly string[];
}

/** A word in more of the errors than this tells none of them. */
const mostFraction = 1 / 3;

/** A word that is shorter must be the same word, not only its beginning. */
const leastBeginning = 5;

/**
 * How much each of the errors has in common with the words of a query, the rarer words counting more. What a status line
 * says anyway counts only for an error whose own words repeat it.
 */
export function sharedWords(query: readonly string[], errors: readonly Worded[]): number[] {
  const own = errors.map(({ signs }) => wordsOf(signs.join(' ')));
  const all = errors.map(({ text }, index) => [...new Set([...wordsOf(text), ...(own[index] ?? [])])]);
  const phrases = new Set(errors.flatMap(({ statusText }) => wordsOf(statusText.toLowerCase())));
  const scores = errors.map(() => 0);
  for (const word of new Set(query.map((written) => written.toLowerCase()))) {
    const those = (phrases.has(word) ? own : all).map((words) => words.some((other) => isMeant(word, other)));
    const count = those.filter(Boolean).length;
    if (count > errors.length * mostFraction) continue;
    those.forEach((isIn, index) => {
      if (isIn) scores[index] = (scores[index] ?? 0) + 1 / count;
    });
  }
  return scores;
}

/** Three letters mean something if they are a name, as in TGI. */
function isMeant(word: string, known: string): boolean {
  const lower = known.toLowerCase();
  if (!/\p{L}{3}/u.test(word)) return false;
  if (word.length === 3) return lower === word && lower !== known;
  return word.length < leastBeginning ? lower === word : lower.startsWith(word);
}
