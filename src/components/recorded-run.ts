import { AstroError } from 'astro/errors';
import { getCollection, getEntry, type CollectionEntry } from 'astro:content';
import type { SnippetEntry } from '../schemas/guide-schema.ts';

type RunEntry = CollectionEntry<'recordedRuns'>;
/** An entry that holds a run, and no mistake. */
export type RecordedRunEntry = RunEntry & { readonly data: Extract<RunEntry['data'], { trace: unknown }> };

/** A snippet of a guide with its recorded run. */
export interface SnippetRun {
  readonly snippet: SnippetEntry;
  readonly run: RecordedRunEntry;
}

/** Finds the run of a snippet; an author's mistake otherwise. */
export async function recordedRunOf(guide: CollectionEntry<'guides'>, file: string): Promise<SnippetRun> {
  const { snippets } = guide.data;
  const snippet = snippets.find((each) => each.file === file);
  const run = snippet && (await getEntry('recordedRuns', `${guide.id}/${file}`));
  // With a hint of its own, since Astro would guess one from the words.
  if (run !== undefined && 'mistake' in run.data) {
    throw new AstroError(run.data.mistake, `It is about src/content/guides/${guide.id}/.`);
  }
  if (snippet !== undefined && run !== undefined && isRun(run)) return { snippet, run };
  const known = snippets.map((each) => each.file).join(', ');
  throw new Error(
    `Failed to render <Sandbox file="${file}">: the guide "${guide.id}" has no such snippet. Add it to its frontmatter, or use one of: ${known}.`,
  );
}

/** All runs that the build recorded. */
export async function recordedRuns(): Promise<readonly RecordedRunEntry[]> {
  return (await getCollection('recordedRuns')).filter(isRun);
}

function isRun(entry: RunEntry): entry is RecordedRunEntry {
  return 'trace' in entry.data;
}
