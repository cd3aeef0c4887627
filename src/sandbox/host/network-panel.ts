/** *Show in Network panel*: the same requests once more as real ones, through MSW's service worker. */
import type { RequestHandler } from 'msw';
import { setupWorker } from 'msw/browser';

/** A way for requests to reach the endpoint through the service worker. */
export interface NetworkPanel {
  /** Sends a request that the service worker answers. Rejects when it doesn't. */
  send(request: Request): Promise<Response>;
  /** Lets the service worker go. */
  close(): void;
}

/** Why the requests can't be shown, in a sentence. */
export class NetworkPanelError extends Error {
  override readonly name = 'NetworkPanelError';
}

/** How long the service worker may take to come up. */
const START_MS = 5_000;

function after(delayMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    const message = 'The service worker did not start, so the requests are answered directly.';
    setTimeout(() => reject(new NetworkPanelError(message)), delayMs);
  });
}

async function checkSupport(scope: string): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new NetworkPanelError(
      'This browser or window has no service workers, so the requests are answered directly.',
    );
  }
  const registration = await navigator.serviceWorker.getRegistration(scope);
  // MSW would reload the page here, and the reader would lose the run.
  if (registration !== undefined && navigator.serviceWorker.controller === null) {
    throw new NetworkPanelError(
      'After a hard reload no service worker serves this page. Reload it the ordinary way to see the requests.',
    );
  }
}

/** Starts the service worker; throws a `NetworkPanelError` wherever it can't be had. */
export async function openNetworkPanel(baseUrl: string, handlers: readonly RequestHandler[]): Promise<NetworkPanel> {
  const scope = new URL(baseUrl, location.href).href;
  await checkSupport(scope);
  const worker = setupWorker(...handlers);
  try {
    const started = worker.start({
      quiet: true,
      onUnhandledRequest: 'bypass',
      serviceWorker: { url: `${baseUrl}mockServiceWorker.js`, options: { scope: baseUrl } },
    });
    await Promise.race([started, after(START_MS)]);
  } catch (error) {
    if (error instanceof NetworkPanelError) throw error;
    throw new NetworkPanelError('The service worker could not be started, so the requests are answered directly.');
  }
  return {
    send(request) {
      // Without a controller the request would go to the real server, with what the reader typed.
      if (navigator.serviceWorker.controller === null) {
        throw new NetworkPanelError('The service worker is gone, so the requests are answered directly.');
      }
      return fetch(request);
    },
    close: () => worker.stop(),
  };
}
