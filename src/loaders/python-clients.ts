import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { loadPythonClients } from './load-python-clients.ts';

/** Loads the clients for Python: one entry for each, by the name of its files. */
export function pythonClients(folder: string): Loader {
  return {
    name: 'python-clients',
    load: async ({ config, store, watcher, ...context }) => {
      const root = fileURLToPath(new URL(folder, config.root));
      const readAll = (): void => {
        store.clear();
        for (const { id, ...data } of loadPythonClients(root)) {
          store.set({ id, data, digest: context.generateDigest({ ...data }) });
        }
      };
      readAll();
      watcher?.on('change', (path) => {
        if (path.startsWith(root)) readAll();
      });
      return Promise.resolve();
    },
  };
}
