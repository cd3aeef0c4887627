import type { ErrorTraits } from './error-traits.ts';
import { findSigns, saysMore, type Sighting } from './find-sign.ts';
import { matchUrl } from './match-url.ts';
import { readPaste, wordsOf, type Paste } from './read-paste.ts';
import { sharedWords } from './share-words.ts';

/** An error of ours, as the page lists it. */
export interface ListedError extends ErrorTraits {
  /** All that the list says of it. */
  readonly text: string;
  /** A guide is about many errors. */
  readonly isGuide: boolean;
}

/** Errors to show, the best first: those that fit, those that only share some words with the query, or all of them. */
export interface Matches<Listed> {
  readonly how: 'all' | 'fit' | 'near' | 'none';
  readonly errors: readonly Listed[];
}

/** What speaks for one error. */
interface Candidate<Listed extends ListedError> {
  readonly error: Listed;
  readonly sighting: Sighting;
  /** How closely an address in the paste fits its own. */
  readonly url: number;
  readonly hasStatus: boolean;
  /** Whether every word of the query begins one of its words. */
  readonly hasAllWords: boolean;
  readonly shared: number;
}

/**
 * The errors that a reader may have, who types a few words or pastes all they got. An error's own words tell most, then
 * its address and status; other words narrow these down or only rank them, so that text around them changes nothing.
 */
export function matchErrors<Listed extends ListedError>(query: string, errors: readonly Listed[]): Matches<Listed> {
  if (query.trim() === '') return { how: 'all', errors };
  const paste = readPaste(query, errors);
  const shared = sharedWords(paste.otherWords, errors);
  const candidates = errors.map((error, index) => judge(error, paste, shared[index] ?? 0)).sort(byEvidence);
  const { fits, isNarrow } = choose(candidates.filter(({ error }) => !error.isGuide));
  const guides = candidates.filter((candidate) => candidate.error.isGuide && isAbout(candidate));
  // Where a paste doesn't tell errors apart, the guide does.
  const found = fits.length > 1 && !isNarrow ? [...guides, ...fits] : [...fits, ...guides];
  if (found.length > 0) return { how: 'fit', errors: found.map(({ error }) => error) };
  const near = candidates.filter((candidate) => candidate.shared > 0);
  // A reader whose error is unknown is better served by the whole list than by an empty page.
  return near.length > 0 ? { how: 'near', errors: near.map(({ error }) => error) } : { how: 'none', errors };
}

function judge<Listed extends ListedError>(
  error: Listed,
  { words, statuses, urls }: Paste,
  shared: number,
): Candidate<Listed> {
  const known = wordsOf(error.text.toLowerCase());
  return {
    error,
    sighting: findSigns(words, error.signs),
    url: Math.max(0, ...urls.flatMap((url) => error.urls.map((pattern) => matchUrl(url, pattern)))),
    hasStatus: error.statuses.some((status) => statuses.includes(status)),
    hasAllWords: words.length > 0 && words.every((word) => known.some((other) => other.startsWith(word.toLowerCase()))),
    shared,
  };
}

function byEvidence(one: Candidate<ListedError>, other: Candidate<ListedError>): number {
  return (
    other.sighting.strength - one.sighting.strength ||
    other.sighting.places.size - one.sighting.places.size ||
    other.url - one.url ||
    Number(other.hasStatus) - Number(one.hasStatus) ||
    other.shared - one.shared
  );
}

function isAbout({ sighting, hasStatus, hasAllWords }: Candidate<ListedError>): boolean {
  return sighting.places.size > 0 || hasStatus || hasAllWords;
}

interface Choice<Listed extends ListedError> {
  readonly fits: readonly Candidate<Listed>[];
  /** Whether more than a status tells so. */
  readonly isNarrow: boolean;
}

/** Those that the paste can be. */
function choose<Listed extends ListedError>(candidates: readonly Candidate<Listed>[]): Choice<Listed> {
  const seen = candidates.filter(({ sighting }) => sighting.places.size > 0);
  const clear = seen.filter(({ sighting }) => !seen.some((other) => saysMore(other.sighting, sighting)));
  if (clear.length > 0) return { fits: clear, isNarrow: true };
  const placed = byPlaceAndStatus(candidates);
  const worded = (placed.length > 0 ? placed : candidates).filter(({ hasAllWords }) => hasAllWords);
  const fits = worded.length > 0 ? worded : placed;
  return { fits, isNarrow: fits.length !== placed.length || fits.some(({ url }) => url > 0) };
}

/** Those that fit both, where any does, and of these those whose whole address fits. */
function byPlaceAndStatus<Listed extends ListedError>(
  candidates: readonly Candidate<Listed>[],
): readonly Candidate<Listed>[] {
  const stated = candidates.filter(({ hasStatus }) => hasStatus);
  const placed = (stated.length > 0 ? stated : candidates).filter(({ url }) => url > 0);
  const close = placed.filter(({ url }) => url > 1);
  if (close.length > 0) return close;
  return placed.length > 0 ? placed : candidates.filter(({ url, hasStatus }) => url > 0 || hasStatus);
}
