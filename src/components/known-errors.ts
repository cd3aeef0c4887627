import type { CollectionEntry } from 'astro:content';
import type { Refusal } from '../sandbox/endpoint/refusal.ts';
import { traitsOf, type ErrorTraits } from './error-traits.ts';
import { guideRefusals } from './guide-refusals.ts';
import { literalParts } from './inline-text.ts';
import { guidePath } from './site-path.ts';
import { waitingAnswers, type WaitingAnswer } from './waiting.ts';

/** An error as a reader may have it on the screen, and where we explain it. */
interface KnownError {
  /** Its own words, at least one stretch of them. */
  readonly signs: readonly string[];
  readonly about: string;
  readonly href: string;
  readonly status?: number;
  readonly waiting?: WaitingAnswer;
  /** By what a paste is recognised as this error. */
  readonly traits: ErrorTraits;
}

/** Every error of `guides`: first what each guide is about, in all the words it comes in, then its refusals. */
export async function knownErrors(guides: readonly CollectionEntry<'guides'>[]): Promise<KnownError[]> {
  const errors = await Promise.all(guides.map(errorsOf));
  return errors.flat();
}

/** The section of a guide that tells its refusals apart. */
const SECTION = '#which-refusal-is-yours';

async function errorsOf(guide: CollectionEntry<'guides'>): Promise<KnownError[]> {
  const href = guidePath(guide.id);
  const { title: about, errorStrings: signs, statusCodes: statuses } = guide.data;
  const refusals = await guideRefusals(guide);
  return [
    { signs, about, href: href + SECTION, traits: { statuses, statusText: '', urls: [], signs } },
    ...refusals.map((refusal) => ({
      signs: signsOf(refusal),
      about: refusal.sender,
      href: `${href}#refusal-${refusal.id}`,
      status: refusal.status,
      waiting: waitingAnswers[refusal.retry],
      traits: traitsOf(refusal),
    })),
  ];
}

/** What of a refusal one has on the screen; the status line, where nobody has published its words. */
function signsOf({ telltaleBody, status, statusText }: Refusal): readonly string[] {
  const signs = literalParts(telltaleBody);
  return signs.length > 0 ? signs : [`${status} ${statusText}`];
}
