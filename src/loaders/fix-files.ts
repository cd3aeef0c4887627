import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { checkFix } from '../fixes/check-fix.ts';
import { readHomepage } from '../fixes/homepage.ts';
import { fixNames, readFix } from '../fixes/read-fix.ts';

/**
 * Loads the fixes of `folder`: one entry for each, by the name of its folder. A file whose header or hash is not right is an
 * error, but for authors at work, who stamp it when they are done.
 */
export function fixFiles(folder: string): Loader {
  return {
    name: 'fix-files',
    load: async ({ config, store, watcher, logger, ...context }) => {
      const root = fileURLToPath(new URL(folder, config.root));
      const homepage = readHomepage(fileURLToPath(config.root));
      const readAll = async (): Promise<void> => {
        store.clear();
        for (const id of fixNames(root)) {
          const fix = readFix(root, id);
          const problems = await checkFix(fix, homepage);
          if (problems.length > 0 && watcher === undefined) throw new Error(problems.join('\n'));
          for (const problem of problems) logger.warn(problem);
          const data = await context.parseData({ id, data: { ...fix } });
          store.set({ id, data, digest: context.generateDigest(JSON.stringify(fix)) });
        }
      };
      await readAll();
      watcher?.on('change', (path) => {
        if (!path.startsWith(root)) return;
        // An author's mistake must not end the server under their hands.
        readAll().catch((error: unknown) => logger.error(String(error)));
      });
    },
  };
}
