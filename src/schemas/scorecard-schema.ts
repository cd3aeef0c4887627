import { z } from 'astro/zod';

/** What a client was worth in one case, and why. */
const gradeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pass') }),
  z.strictObject({ kind: z.literal('fail'), findings: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('not-applicable'), why: z.string() }),
  z.strictObject({ kind: z.literal('not-observable'), why: z.string() }),
]);

/** A client under one kind of settings. */
const examinedSchema = z.strictObject({
  /** `<client>-<settings>`, as in the address of its page. */
  id: z.string(),
  client: z.string(),
  /** `ours`: a fix of this site, or what it is measured against. */
  settings: z.enum(['defaults', 'best', 'ours']),
  name: z.string(),
  /** Of each of its packages. */
  versions: z.record(z.string(), z.string()),
  cases: z.array(
    z.strictObject({
      /** The case's. */
      id: z.string(),
      grade: gradeSchema,
      /** A digest of its traces, if it has any. */
      traces: z.string().optional(),
    }),
  ),
});

/** The scorecard as it is committed: `npm run scorecard` writes it, and nobody else. */
export const scorecardSchema = z.strictObject({
  /** The day on which it last became another. */
  date: z.string(),
  examined: z.array(examinedSchema),
});

export type ScorecardFile = z.infer<typeof scorecardSchema>;
