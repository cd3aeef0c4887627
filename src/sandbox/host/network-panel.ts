/** Sends requests so that the browser's Network panel lists them. Loaded once a reader asks for it, never before. */
import { setupWorker } from 'msw/browser';
import { http } from 'msw/http';
import { ENDPOINT_PATH, toEndpointUrl } from '../endpoint/endpoint-path.ts';
import type { IncomingRequest } from '../endpoint/endpoint-types.ts';
import { maskHeaders } from './mask.ts';
import { NetworkTroubleError } from './network-trouble.ts';
import { registerWorker } from './network-worker.ts';
import { within } from './within.ts';

/** How long MSW may take to reach the service worker, which is up by then, and to let it go. */
const MSW_MS = 3_000;

/** Tells the page which request came back to it. */
const ID_HEADER = 'x-sandbox-request';

/** Real requests of this page, on the way that the browser shows. */
export interface NetworkPanel {
  /**
   * Sends `request`, its secrets masked, to an address of this site. The service worker takes it back to this page, where
   * `respond` answers it. It never reaches a server.
   */
  send(request: IncomingRequest, respond: () => Promise<Response>, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens the way. Throws a `NetworkTroubleError` where it can't be had. */
export async function openNetworkPanel(siteUrl: string): Promise<NetworkPanel> {
  const registered = await registerWorker(siteUrl);
  const responders = new Map<string, () => Promise<Response>>();
  let lastId = 0;
  const msw = setupWorker(
    http.all(`*/${ENDPOINT_PATH}*`, ({ request }) => {
      const respond = responders.get(request.headers.get(ID_HEADER) ?? '');
      return respond === undefined ? Response.error() : respond();
    }),
  );

  async function close(): Promise<void> {
    // A worker that is gone can't say goodbye.
    await within(Promise.resolve(msw.stop()), MSW_MS, () => new NetworkTroubleError('late')).catch(() => undefined);
    await registered.unregister();
  }

  try {
    const { url, scope } = registered;
    const started = msw.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url, options: { scope } },
    });
    await within(started, MSW_MS, () => new NetworkTroubleError('late'));
  } catch (error) {
    await registered.unregister();
    throw error;
  }

  return {
    async send({ method, url, headers, body }, respond, signal) {
      // WebKit obeys the cache mode below for GET alone, so nothing is sent that might miss the worker.
      await registered.greet();
      signal.throwIfAborted();
      const id = String(++lastId);
      responders.set(id, respond);
      try {
        const response = await fetch(toEndpointUrl(url, siteUrl), {
          method,
          headers: [...maskHeaders(headers).map(([name, value]): [string, string] => [name, value]), [ID_HEADER, id]],
          ...(body !== null && method !== 'GET' && method !== 'HEAD' && { body: body.slice() }),
          // The cache of the browser has no such answer: a request that misses the worker ends in the browser.
          cache: 'only-if-cached',
          mode: 'same-origin',
          credentials: 'omit',
          redirect: 'manual',
          signal,
        });
        await response.arrayBuffer();
      } finally {
        responders.delete(id);
      }
    },
    close,
  };
}
