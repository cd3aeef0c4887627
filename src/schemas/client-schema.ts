import { z } from 'astro/zod';
import { found, requiredDay, requiredList, requiredText } from './wording.ts';

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
  about: requiredText('a sentence or two on what is special in how it tries again'),
});

export type Client = z.infer<typeof clientSchema>;

/** When the settings of all libraries were last held against their packages: `src/clients/checked.yaml`. */
export const checkedSchema = z.strictObject({
  date: requiredDay('what the files of settings say was held against the packages'),
  versions: z.record(z.string(), requiredText('the version that it was held against')),
});
