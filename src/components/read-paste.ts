import type { ErrorTraits } from './error-traits.ts';

/** What stands in a paste that narrows down who sent it. */
export interface Paste {
  readonly words: readonly string[];
  /** The words that belong to no status and no address. */
  readonly otherWords: readonly string[];
  readonly statuses: readonly number[];
  /** Addresses without their scheme, also those that are only a host. */
  readonly urls: readonly string[];
}

/** Reads a paste, in which only the statuses of `errors` are looked for. */
export function readPaste(pasted: string, errors: readonly ErrorTraits[]): Paste {
  const text = withoutMiddle(pasted);
  return {
    words: wordsOf(text),
    otherWords: wordsOf(
      text
        .replaceAll(URL_OR_HOST, ' ')
        .replaceAll(NAMED, ' ')
        .replaceAll(/\bhttp\b/gi, ' '),
    ),
    statuses: statusesIn(text, errors),
    urls: text.match(URL_OR_HOST) ?? [],
  };
}

/** The words of a text; punctuation and quotes, in which clients differ, only part them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A response says it at its head, a log at its end; what is longer than both would hold the page up. */
const mostCharacters = 100_000;

function withoutMiddle(text: string): string {
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, mostCharacters / 2)}\n${text.slice(-mostCharacters / 2)}`;
}

/** Its bounds, those of a host's parts, keep it from trying a long run of dots or hyphens from each of them to its end. */
const URL_OR_HOST = /(?<!\w)(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}(?:\/[^\s"'<>)]*)?/gi;

/** `HTTP/1.1 429`, `status code 429`, `Error code: 429`, `"code":429`, and `429 Client Error`, as Python's clients say. */
const NAMED = /\b(?:http(?:\/[\d.]+)?(?: error)?|status|(?:status[ _-]?|error[ _-]?|\b)code)["']?\s*[:=]?\s*["'(]?(\d{3})\b|\b(\d{3}) (?:client|server) error/gi; // prettier-ignore

/** A number that stands alone: no part of an address or an instant, and no line of a file. */
const ALONE = /(?<![\w.,:;=/-]|\bline )([45]\d\d)(?![\w./-]|[:,]\d)/g;

/** A reason phrase that is shorter may stand for anything, as `Gone` does. */
const leastPhraseLength = 10;

function statusesIn(text: string, errors: readonly ErrorTraits[]): number[] {
  const known = new Set(errors.flatMap(({ statuses }) => statuses));
  const find = (pattern: RegExp): number[] =>
    Array.from(text.matchAll(pattern), ([, one, other]) => Number(one ?? other)).filter((status) => known.has(status));
  const named = find(NAMED);
  if (named.length > 0) return named;
  const lower = text.toLowerCase();
  const isSaid = ({ statusText }: ErrorTraits): boolean =>
    statusText.length >= leastPhraseLength && lower.includes(statusText.toLowerCase());
  const said = errors.filter(isSaid).flatMap(({ statuses: [status] }) => status ?? []);
  return said.length > 0 ? said : find(ALONE);
}
