import { z } from 'astro/zod';
import { found, requiredDay, requiredList, requiredText } from './wording.ts';

const hash = z.string().regex(/^sha256:[0-9a-f]{16}$/, {
  error: ({ input }) => `Found ${found(input)}. Leave the hashes to "npm run stamp".`,
});

const versionSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, {
    error: ({ input }) => `Found ${found(input)}. Write three numbers, as 1.0.0.`,
  }),
  date: requiredDay('it is published'),
  changes: requiredText('what changed, for a reader who has the version before'),
  files: z.record(z.string(), z.strictObject({ text: hash, code: hash })).optional(),
});

/**
 * What is known of a fix, `src/content/fixes/<name>/fix.yaml`.
 *
 * `versions` has the newest first. `npm run stamp` writes the hashes of the files into it, and into each file's header. It
 * does so as often as it is called until the version's day is over (UTC). From then on the version is what readers
 * have, and what is changed in a file needs a new version.
 */
export const fixSchema = z.strictObject({
  title: requiredText('what the fix does, in a few words'),
  /** What those of its files are called, in the registry, that the title does not fit. */
  titles: z.record(z.string(), requiredText('what the file does, in a few words')).optional(),
  description: requiredText('what it is for, in one sentence'),
  guide: requiredText('the folder of the guide that it belongs to'),
  whereItGoes: requiredText('which file it becomes and who imports it; code goes between backticks'),
  versions: requiredList(versionSchema, 'the versions, newest first'),
});

/** A file of a fix, byte for byte. */
export const fixFileSchema = z.object({ name: z.string(), text: z.string() });

export type Fix = z.infer<typeof fixSchema>;
export type FixFile = z.infer<typeof fixFileSchema>;
