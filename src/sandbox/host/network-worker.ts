import { NetworkTroubleError } from './network-trouble.ts';
import { within } from './within.ts';

/** How long the service worker may take to serve this page. */
const START_MS = 5_000;

/** How long it may take to answer a greeting; it may have been put to sleep. */
const GREET_MS = 3_000;

/** A service worker that serves this page and no other. */
export interface NetworkWorker {
  readonly url: string;
  readonly scope: string;
  /** Resolves when it has just shown that it is there; rejects if the page's requests don't go through it any more. */
  greet(): Promise<void>;
  unregister(): Promise<void>;
}

/** Registers the service worker of this page and waits until it serves it. Throws a `NetworkTroubleError`. */
export async function registerWorker(siteUrl: string): Promise<NetworkWorker> {
  const container = findContainer();
  const scope = location.pathname;
  const url = ownScript(siteUrl);
  const unregister = (): Promise<void> => unregisterWorker(siteUrl);
  const givenUp = new AbortController();
  const register = async (): Promise<void> => {
    // One that is left but does not serve this page, as after a hard reload; a new one claims it.
    if (container.controller === null) await unregister();
    givenUp.signal.throwIfAborted();
    const registration = await container.register(url, { scope, updateViaCache: 'none' });
    // One that comes too late must not stay.
    if (givenUp.signal.aborted) await unregister();
    else await untilServed(container, registration);
  };

  try {
    await within(register(), START_MS, () => new NetworkTroubleError(lateTrouble(container)));
  } catch (error) {
    givenUp.abort();
    await unregister().catch(() => undefined);
    if (error instanceof NetworkTroubleError) throw error;
    // A script that can't be had is a TypeError; a window that may not have one, a SecurityError or the like.
    throw new NetworkTroubleError(error instanceof TypeError ? 'not-loaded' : 'refused');
  }

  async function greet(): Promise<void> {
    const { controller } = container;
    if (controller?.scriptURL !== url) throw new NetworkTroubleError('lost');
    await within(pong(container, controller), GREET_MS, () => new NetworkTroubleError('lost'));
  }

  return { url, scope, greet, unregister };
}

/** Unregisters the service worker of this page, if there is one. */
export async function unregisterWorker(siteUrl: string): Promise<void> {
  const url = ownScript(siteUrl);
  for (const registration of await findContainer().getRegistrations()) {
    const { active, installing, waiting } = registration;
    if ([active, installing, waiting].some((worker) => worker?.scriptURL === url)) await registration.unregister();
  }
}

/** An address of its own for each page: MSW takes the first registration of its script, which may be another page's. */
function ownScript(siteUrl: string): string {
  return new URL(`${siteUrl}mockServiceWorker.js?page=${encodeURIComponent(location.pathname)}`).href;
}

function findContainer(): ServiceWorkerContainer {
  try {
    if ('serviceWorker' in navigator && isSecureContext) return navigator.serviceWorker;
  } catch {
    // Frames without an origin throw already here.
  }
  throw new NetworkTroubleError('unsupported');
}

/** A worker that is up and leaves the page alone can't be waited for. */
function lateTrouble({ controller }: ServiceWorkerContainer): 'late' | 'uncontrolled' {
  return controller === null ? 'uncontrolled' : 'late';
}

function untilServed(container: ServiceWorkerContainer, registration: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      // One from before, which this one takes the place of, answers nothing any more.
      if (container.controller === null || container.controller !== registration.active) return;
      container.removeEventListener('controllerchange', look);
      resolve();
    };
    container.addEventListener('controllerchange', look);
    look();
  });
}

/** MSW's worker has an answer to this; any that comes now shows the same. */
function pong(container: ServiceWorkerContainer, worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (typeof data !== 'object' || data === null || Reflect.get(data, 'type') !== 'KEEPALIVE_RESPONSE') return;
      container.removeEventListener('message', hear);
      resolve();
    };
    container.addEventListener('message', hear);
    worker.postMessage('KEEPALIVE_REQUEST');
  });
}
