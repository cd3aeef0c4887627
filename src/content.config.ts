import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { fixFiles } from './loaders/fix-files.ts';
import { pythonClients } from './loaders/python-clients.ts';
import { recordedRuns } from './loaders/recorded-runs.ts';
import { refusalSchema } from './sandbox/endpoint/refusal-schema.ts';
import { fixFileSchema, fixSchema } from './schemas/fix-schema.ts';
import { guideSchema } from './schemas/guide-schema.ts';
import { pythonClientSchema } from './schemas/python-client-schema.ts';
import { recordedRunSchema } from './schemas/recorded-run-schema.ts';
import { sourcesSchema } from './schemas/source-schema.ts';

const guidesFolder = './src/content/guides';
/** A guide, and all that lies beside it, goes by the name of its folder. */
const folderName = ({ entry }: { entry: string }): string => entry.slice(0, entry.indexOf('/'));

export const collections = {
  guides: defineCollection({
    loader: glob({ base: guidesFolder, pattern: '*/index.mdx', generateId: folderName }),
    schema: guideSchema,
  }),
  sources: defineCollection({
    loader: glob({ base: guidesFolder, pattern: '*/sources.yaml', generateId: folderName }),
    schema: sourcesSchema,
  }),
  refusals: defineCollection({
    loader: glob({ base: './src/content/refusals', pattern: '*.yaml' }),
    schema: refusalSchema,
  }),
  fixes: defineCollection({
    loader: fixFiles('./src/content/fixes'),
    schema: fixSchema.extend({ name: z.string(), files: z.array(fixFileSchema) }),
  }),
  // Read and checked by our own loader, so the schema is here for its type.
  pythonClients: defineCollection({
    loader: pythonClients('./src/clients/python'),
    schema: pythonClientSchema.extend({ code: z.string() }),
  }),
  recordedRuns: defineCollection({ loader: recordedRuns(), schema: recordedRunSchema }),
};
