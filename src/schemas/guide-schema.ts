import { z } from 'astro/zod';
import { found, requiredDay, requiredList, requiredText } from './wording.ts';

/** `broken-*` shows the symptom, `fixed-*` cures it. Only TypeScript can run. */
const snippetFileName = /^(broken|fixed)-[a-z0-9-]+\.ts$/;

const snippetSchema = z.object({
  file: z.string().regex(snippetFileName, {
    error: ({ input }) => `Found ${found(input)}. Name a file beside the guide: broken-<what>.ts or fixed-<what>.ts.`,
  }),
  title: requiredText('the heading that the run is shown under'),
  scenario: requiredText('the id of the scenario that the snippet runs against'),
  seed: z
    .int({ error: ({ input }) => `Found ${found(input)}. Write a whole number, or leave the seed out.` })
    .default(429),
  shows: requiredText(
    'what the run must show: for broken-* the symptom it ends in, in its summary or on its last line, for fixed-* its success',
  ),
  settings: z
    .record(z.string(), z.number(), {
      error: ({ input }) => `Found ${found(input)}. Write the scenario's numbers to change, as limit: 5.`,
    })
    .default({}),
});

/** The frontmatter of a guide, `src/content/guides/<slug>/index.mdx`. */
export const guideSchema = z.strictObject({
  title: requiredText("the guide's title, with the error's name as readers search for it"),
  description: requiredText('one or two sentences for search results').refine((text) => text.length <= 170, {
    error: ({ input }) => `Found ${String(input).length} characters. Keep it to 170, or search engines cut it.`,
  }),
  provider: requiredText('whose server refuses, as "Hugging Face"'),
  lede: requiredText('the sentence under the title; code goes between backticks'),
  errorStrings: requiredList(requiredText('a line'), 'the lines that readers have on their screen'),
  statusCodes: requiredList(z.int().min(100).max(599), 'the status codes that the guide explains'),
  refusals: requiredList(z.string(), 'ids of src/content/refusals, in the order in which the table shows them'),
  verified: requiredDay('the guide was last checked against its sources'),
  snippets: requiredList(snippetSchema, "the guide's snippets; a guide without any can't be run").refine(
    (snippets) => new Set(snippets.map(({ file }) => file)).size === snippets.length,
    { error: 'Found one file twice. Give each snippet one entry.' },
  ),
});

export type SnippetEntry = z.infer<typeof snippetSchema>;
