import { z } from 'astro/zod';
import { found, requiredDay, requiredList, requiredText } from './wording.ts';

const lackSchema = z.strictObject({
  says: requiredText('a sentence that says what it cannot do'),
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
    what: requiredText('its version, or the revision of its source'),
    date: requiredDay('that was the newest'),
  }),
  /** Whether the tests import its file and look at what it made. */
  tried: z.boolean(),
  about: requiredText('what it does by default'),
  cannot: requiredList(lackSchema, 'what it cannot do, whatever it is set to'),
});
