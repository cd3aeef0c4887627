import { z } from 'astro/zod';
import { isTrace } from '../sandbox/trace/is-trace.ts';
import type { Trace } from '../sandbox/trace/events.ts';

const numberFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  step: z.number(),
  original: z.number(),
});

const runSchema = z.object({
  files: z.record(z.string(), z.string()),
  endpoint: z.string(),
  fields: z.array(numberFieldSchema),
  trace: z.custom<Trace>(isTrace),
});

/**
 * A snippet's run as the build recorded it, or what its author must mend first, which only the server for authors keeps.
 * It comes from our own loader, so the schema is here for its type.
 */
export const recordedRunSchema = z.union([runSchema, z.object({ mistake: z.string() })]);
