import type { CollectionEntry } from 'astro:content';
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
}

/** Every error of `guides`: first what each guide is about, in all the words it comes in, then its refusals. */
export async function knownErrors(guides: readonly CollectionEntry<'guides'>[]): Promise<KnownError[]> {
  const errors = await Promise.all(guides.map(errorsOf));
  return errors.flat();
}

async function errorsOf(guide: CollectionEntry<'guides'>): Promise<KnownError[]> {
  const href = guidePath(guide.id);
  const whole = { signs: guide.data.errorStrings, about: guide.data.title, href };
  const refusals = (await guideRefusals(guide)).map((refusal) => ({
    signs: literalParts(refusal.telltaleBody),
    about: refusal.sender,
    href: `${href}#refusal-${refusal.id}`,
    status: refusal.status,
    waiting: waitingAnswers[refusal.retry],
  }));
  // Of a refusal whose words nobody has published there is nothing to recognise.
  return [whole, ...refusals.filter(({ signs }) => signs.length > 0)];
}
