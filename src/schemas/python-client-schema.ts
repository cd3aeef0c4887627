import { z } from 'astro/zod';
import { found, requiredDay, requiredList, requiredText } from './wording.ts';

const lackSchema = z.strictObject({
  says: requiredText('a sentence that says what it cannot do'),
  /** In its package, as it is installed. */
  in: requiredText('the path of the file in which that was read, from the name of the package on'),
  cases: z.array(z.string(), {
    error: ({ input }) => `Found ${found(input)}. List the ids of the exam's cases that ask for it, or none as [].`,
  }),
});

/** A library for Python, as somebody read it: `<id>.yaml` beside `<id>.py` in `src/clients/python`. */
export const pythonClientSchema = z.strictObject({
  name: requiredText('what the library is called'),
  package: requiredText('the name of its package'),
  docs: z.url({ protocol: /^https$/ }),
  read: z.strictObject({
    version: requiredText('the version that was read and tried, as PyPI has it'),
    date: requiredDay('that was the newest'),
  }),
  tested: requiredText('a sentence on what the tests of this site do with its file'),
  about: requiredText('what it does by default'),
  cannot: requiredList(lackSchema, 'what it cannot do, whatever it is set to'),
});
