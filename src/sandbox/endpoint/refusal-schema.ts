import { z } from 'astro/zod';
import { parseRefusal, type Refusal } from './refusal.ts';

/** The same check as a schema, for the site's content collection of refusals. */
export const refusalSchema = z.unknown().transform((value, context): Refusal => {
  try {
    return parseRefusal(value);
  } catch (error) {
    // The reader's sentence becomes the collection's, which adds the file.
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});
