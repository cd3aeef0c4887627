import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';

const licenceLine = /^(\/\/|#) SPDX-License-Identifier: MIT-0$/m;

/** Loads the files of `folder`, which readers copy: one entry for each, by its path there. */
export function fixFiles(folder: string): Loader {
  return {
    name: 'fix-files',
    load: async ({ config, store, watcher, ...context }) => {
      const root = fileURLToPath(new URL(folder, config.root));
      const readAll = async (): Promise<void> => {
        store.clear();
        for (const id of globSync('*/*.{ts,py}', { cwd: root, exclude: ['**/*.test.ts'] }).sort()) {
          const code = readFix(join(root, id), join(folder, id));
          const data = await context.parseData({ id, data: { name: id.slice(id.lastIndexOf('/') + 1), code } });
          store.set({ id, data, digest: context.generateDigest(code) });
        }
      };
      await readAll();
      watcher?.on('change', (path) => {
        if (path.startsWith(root)) void readAll();
      });
    },
  };
}

function readFix(path: string, shownPath: string): string {
  const code = readFileSync(path, 'utf8');
  if (licenceLine.test(code)) return code;
  throw new Error(
    `Failed to load the fix ${shownPath}: no line says under which licence it may be copied. Begin it with "SPDX-License-Identifier: MIT-0" in a comment.`,
  );
}
