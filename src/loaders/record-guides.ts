import { join } from 'node:path';
import { loadRefusals } from '../sandbox/endpoint/load-refusals.ts';
import { assertShows } from './assert-shows.ts';
import { digestEngine } from './engine-digest.ts';
import { readGuideSnippets } from './guide-snippets.ts';
import { inParallel } from './in-parallel.ts';
import { createSnippetRecorder, type RecordedRun } from './record-snippet.ts';
import { createRunCache } from './run-cache.ts';

/** Where everything lies, from the project's root. */
export const GUIDES = 'src/content/guides';
export const FIXES = 'src/content/fixes';
export const REFUSALS = 'src/content/refusals';
const CACHE = '.cache/recorded-runs';

/** What the author of a snippet must mend before it has a run, in words. */
interface Mistake {
  readonly id: string;
  readonly mistake: string;
}

/**
 * Runs every snippet under `root`, or takes what was kept of it, and holds each to what its guide says. The first mistake
 * ends it, unless `onMistake` hears of all.
 */
export async function recordGuides(
  root: string,
  onMistake?: (mistake: string) => void,
): Promise<readonly (RecordedRun | Mistake)[]> {
  const cache = createRunCache(join(root, CACHE));
  const recordSnippet = createSnippetRecorder({
    cache,
    engine: digestEngine(root),
    refusals: await loadRefusals(join(root, REFUSALS)),
    fixesFolder: join(root, FIXES),
  });
  const runs = await inParallel(readGuideSnippets(join(root, GUIDES)), async (snippet) => {
    try {
      const run = await recordSnippet(snippet);
      assertShows(snippet, run.trace);
      return run;
    } catch (error) {
      if (onMistake === undefined) throw error;
      const mistake = error instanceof Error ? error.message : String(error);
      onMistake(mistake);
      return { id: `${snippet.guide}/${snippet.file}`, mistake };
    }
  });
  await cache.forgetUnused();
  return runs;
}
