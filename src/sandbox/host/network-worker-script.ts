/** Build time only: the service worker's script. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ENDPOINT_PATH } from '../endpoint/endpoint-path.ts';

/** Found from the project's root: a bundler moves this file, but not that one. */
const MSW_WORKER_PATH = 'node_modules/msw/lib/mockServiceWorker.js';

/**
 * Runs before MSW's own listener, so that MSW sees requests to the mock endpoint only and all others go their way as if
 * there were no service worker. The worker itself sends nothing: what MSW would pass on to a real server, fails.
 */
const BEFORE = `const isForEndpoint = (url) => url.startsWith(new URL(${JSON.stringify(ENDPOINT_PATH)}, self.location.href).href);
self.fetch = () => Promise.resolve(Response.error());
addEventListener('fetch', (event) => {
  if (!isForEndpoint(event.request.url)) event.stopImmediatePropagation();
});
`;

/** Runs after it: a request to the mock endpoint that MSW let pass would go to the network. */
const AFTER = `
addEventListener('fetch', (event) => {
  try {
    event.respondWith(Response.error());
  } catch {
    // MSW answers it.
  }
});
`;

/** The script of the service worker that *Show in Network panel* registers. */
export async function networkWorkerScript(): Promise<string> {
  return BEFORE + (await readFile(resolve(MSW_WORKER_PATH), 'utf8')) + AFTER;
}
