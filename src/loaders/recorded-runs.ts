import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { FIXES, GUIDES, recordGuides, REFUSALS } from './record-guides.ts';

/** What a change of touches some run. */
const WATCHED = [GUIDES, FIXES, REFUSALS, 'src/sandbox'];

/**
 * The recorded run of every snippet of every guide; an entry is `<guide>/<file>`. A guide whose run does not show what it
 * says is an error, but for authors at work: theirs goes on, and the page of that guide says what to mend.
 */
export function recordedRuns(): Loader {
  return {
    name: 'recorded-runs',
    async load({ config, store, watcher, logger, ...context }) {
      const root = fileURLToPath(config.root);
      const record = async (): Promise<void> => {
        const runs = await recordGuides(root, watcher && ((mistake) => logger.error(mistake)));
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
