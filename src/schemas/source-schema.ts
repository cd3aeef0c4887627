import { z } from 'astro/zod';
import { found, requiredDay, requiredText } from './wording.ts';

const sourceSchema = z.strictObject({
  publisher: requiredText('who published it'),
  title: requiredText('what it is called'),
  url: z.url({
    protocol: /^https$/,
    error: ({ input }) => `Found ${found(input)}. Write an address that begins with https://.`,
  }),
  read: requiredDay('it was read'),
  confidence: z.enum(['primary', 'secondary'], {
    error: ({ input }) =>
      `Found ${found(input)}. Write primary (the makers themselves say so) or secondary (somebody reports it).`,
  }),
  /** The revision or date of what was read, where it has one. */
  revision: z.string().optional(),
});

/** The sources of a guide by id: `sources.yaml` beside its `index.mdx`. Their order gives them their numbers. */
export const sourcesSchema = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: ({ input }) => `Found the id ${found(input)}. Use lower-case words joined by hyphens.`,
  }),
  sourceSchema,
);

export type Source = z.infer<typeof sourceSchema>;
export type Sources = z.infer<typeof sourcesSchema>;
