import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { loadRefusals } from '../sandbox/endpoint/load-refusals.ts';
import { assertShows } from './assert-shows.ts';
import { digestEngine } from './engine-digest.ts';
import { readGuideSnippets, type GuideSnippet } from './guide-snippets.ts';
import { createSnippetRecorder, type RecordedRun } from './record-snippet.ts';
import { createRunCache } from './run-cache.ts';

/** Where everything lies, from the project's root. */
const GUIDES = 'src/content/guides';
const FIXES = 'src/content/fixes';
const REFUSALS = 'src/content/refusals';
const CACHE = '.cache/recorded-runs';
/** What a change of touches some run. */
const WATCHED = [GUIDES, FIXES, REFUSALS, 'src/sandbox'];

/** The recorded run of every snippet of every guide; an entry is `<guide>/<file>`. A guide whose run does not show what it says is an error. */
export function recordedRuns(): Loader {
  return {
    name: 'recorded-runs',
    async load({ config, store, watcher, logger, ...context }) {
      const root = fileURLToPath(config.root);
      const record = async (): Promise<void> => {
        const runs = await recordGuides(root);
        store.clear();
        for (const { id, ...run } of runs) store.set({ id, data: await context.parseData({ id, data: run }) });
      };
      await record();
      watcher?.on('change', (path) => {
        if (!WATCHED.some((folder) => path.startsWith(join(root, folder)))) return;
        // An author's mistake must not end the server under their hands.
        record().catch((error: unknown) => logger.error(String(error)));
      });
    },
  };
}

/** Runs every snippet under `root`, or takes what was kept of it, and holds each to what its guide says. */
async function recordGuides(root: string): Promise<readonly RecordedRun[]> {
  const cache = createRunCache(join(root, CACHE));
  const recordSnippet = createSnippetRecorder({
    cache,
    engine: digestEngine(root),
    refusals: await loadRefusals(join(root, REFUSALS)),
    fixesFolder: join(root, FIXES),
  });
  const runs = await inParallel(readGuideSnippets(join(root, GUIDES)), async (snippet) => {
    const run = await recordSnippet(snippet);
    assertShows(snippet, run.trace);
    return run;
  });
  await cache.forgetUnused();
  return runs;
}

/** Does the work on all of `items`, on as many at once as there are processors, and keeps their order. */
async function inParallel<T>(items: readonly GuideSnippet[], work: (item: GuideSnippet) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  const rest = [...items.entries()];
  const workThrough = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, workThrough));
  return done;
}
