import { z } from 'astro/zod';
import { found, requiredList, requiredText } from './wording.ts';

/** What a library may offer beside trying again: the names of the exam's own list. */
const offers = ['abort-signal', 'stream-body', 'reads-streams', 'retry-budget'] as const;

/** A library that the exam examines: `client.yaml` in its folder of `src/clients`. */
export const clientSchema = z.strictObject({
  name: requiredText('what the library is called'),
  packages: requiredList(requiredText('the name of a package'), 'the npm packages that it takes'),
  docs: z.url({
    protocol: /^https$/,
    error: ({ input }) => `Found ${found(input)}. Write the address of its documentation, from https:// on.`,
  }),
  runsIn: z.enum(['isolate', 'node'], {
    error: ({ input }) => `Found ${found(input)}. Write isolate (it calls the global fetch) or node (it does not).`,
  }),
  offers: z
    .array(
      z.enum(offers, {
        error: ({ input }) =>
          `Found ${found(input)}. Write what its documentation says it takes, of: ${offers.join(', ')}.`,
      }),
    )
    .default([]),
  about: requiredText('a sentence or two on what is special in how it tries again'),
});

export type Client = z.infer<typeof clientSchema>;
