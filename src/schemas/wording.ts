import { z } from 'astro/zod';

/** Says what was found, so that an author need not open the file to see it. */
export function found(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** Text that must be there. `what` names it in the message. */
export function requiredText(what: string): z.ZodType<string> {
  return z
    .string({ error: ({ input }) => `Found ${found(input)}. Write ${what}.` })
    .refine((text) => text.trim() !== '', { error: `Found an empty text. Write ${what}.` });
}

/** A day such as `2026-08-22`, quoted or not; YAML reads the bare one as a date. `what` says what happened then. */
export function requiredDay(what: string): z.ZodType<Date> {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : value),
    z.date({ error: ({ input }) => `Found ${found(input)}. Write the day on which ${what}, as 2026-08-22.` }),
  );
}

/** A list that holds something. `what` says of what. */
export function requiredList<Item extends z.ZodType>(item: Item, what: string): z.ZodArray<Item> {
  const error = ({ input }: { input?: unknown }): string => `Found ${found(input)}. List ${what}.`;
  return z.array(item, { error }).min(1, { error });
}
