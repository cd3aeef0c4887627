/** Build time only: the service worker's script. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ENDPOINT_PATH } from '../endpoint/endpoint-path.ts';

/** Found from the project's root: a bundler moves this file, but not that one. */
const MSW_WORKER_PATH = 'node_modules/msw/lib/mockServiceWorker.js';

/**
 * Stands around MSW's script: a request to the mock endpoint is answered by MSW or fails. It never goes on to a real
 * server, whatever state MSW is in, since it carries what a reader typed.
 */
const BEFORE = `{
  const send = self.fetch;
  self.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, self.location.href);
    return url.pathname.includes(${JSON.stringify(ENDPOINT_PATH)}) ? Promise.resolve(Response.error()) : send(input, init);
  };
}
`;

/** Runs after MSW's own listener: what that one let pass unanswered would go to the network. */
const AFTER = `
addEventListener('fetch', (event) => {
  if (!new URL(event.request.url).pathname.includes(${JSON.stringify(ENDPOINT_PATH)})) return;
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
