/** What the host needs from the build. It is little code, so that all of it is under way while the host itself loads. */
import { openFrame, spawnInFrame, type IsolateFrame } from './frame.ts';
import { once } from './once.ts';
import { createSpareIsolate, type SpareIsolate } from './spare-isolate.ts';

/** Fetches what a run needs, each file once. What comes is not yet checked. */
export interface Supplies {
  readonly isolates: SpareIsolate;
  /** Opens a frame for many isolates, one after the other. */
  openFrame(): IsolateFrame;
  refusals(): Promise<unknown>;
  /** What the build compiled of a snippet. */
  readyMade(url: string): Promise<unknown>;
  /** Fetches it all, of one snippet if `readyMadeUrl` names it. What fails is tried again by the run, which tells. */
  prepare(readyMadeUrl?: string): void;
}

async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to load ${url}: the server answered ${response.status}. Reload the page.`);
  return response;
}

const loadJson = async (url: string): Promise<unknown> => (await load(url)).json();

/** Sets up the supplies of a site. `baseUrl` is its base path, with a slash at its end. */
export function createSupplies(baseUrl: string): Supplies {
  const loadCode = once(async () => (await load(`${baseUrl}sandbox/isolate.js`)).text());
  const inFrame = { frameUrl: `${baseUrl}sandbox/frame.html`, loadCode };
  const isolates = createSpareIsolate(() => spawnInFrame(inFrame));
  const refusals = once(() => loadJson(`${baseUrl}sandbox/refusals.json`));
  const snippets = new Map<string, () => Promise<unknown>>();

  function readyMade(url: string): Promise<unknown> {
    const known = snippets.get(url) ?? once(() => loadJson(url));
    snippets.set(url, known);
    return known();
  }

  return {
    isolates,
    openFrame: () => openFrame(inFrame),
    refusals,
    readyMade,
    prepare(readyMadeUrl) {
      isolates.prepare();
      refusals().catch(() => undefined);
      if (readyMadeUrl !== undefined) readyMade(readyMadeUrl).catch(() => undefined);
    },
  };
}
