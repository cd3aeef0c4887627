import { getEntry, type CollectionEntry } from 'astro:content';
import type { SnippetEntry } from '../schemas/guide-schema.ts';

/** A snippet of a guide with its recorded run. */
export interface SnippetRun {
  readonly snippet: SnippetEntry;
  readonly run: CollectionEntry<'recordedRuns'>;
}

/** Finds the run of a snippet; an author's mistake otherwise. */
export async function recordedRunOf(guide: CollectionEntry<'guides'>, file: string): Promise<SnippetRun> {
  const { snippets } = guide.data;
  const snippet = snippets.find((each) => each.file === file);
  const run = snippet && (await getEntry('recordedRuns', `${guide.id}/${file}`));
  if (snippet !== undefined && run !== undefined) return { snippet, run };
  const known = snippets.map((each) => each.file).join(', ');
  throw new Error(
    `Failed to render <Sandbox file="${file}">: the guide "${guide.id}" has no such snippet. Add it to its frontmatter, or use one of: ${known}.`,
  );
}
