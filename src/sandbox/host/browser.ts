/** The host in the page. Loaded on the first run or edit, never before. */
import { openEndpoint } from './open-endpoint.ts';
import { parseWire } from '../endpoint/wire-refusal.ts';
import type { Compiled } from './compile.ts';
import { parseReadyMade, readyMadeOf, type ReadyMade } from './ready-made.ts';
import { spawnInFrame } from './frame.ts';
import type { IsolateHandle } from './isolate-handle.ts';
import type { Trace } from '../trace/events.ts';
import type { Run, RunRequest } from './run.ts';
import { startRun } from './start-run.ts';

/** Where the build puts what the host loads. */
export interface BrowserHostOptions {
  /** The site's base path, with a slash at its end. */
  readonly baseUrl: string;
}

/** Runs snippets in the page. */
export interface BrowserHost {
  run(request: RunRequest): Run;
  /** Makes a spare isolate, so that the next run starts at once. */
  prepare(): void;
  /** Compiles ahead of a run; the result is kept. */
  compile(request: Pick<RunRequest, 'files' | 'readyMadeUrl'>): Promise<Compiled>;
}

async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to load ${url}: the server answered ${response.status}. Reload the page.`);
  return response;
}

/** Remembers what it loaded; a failure is not remembered, so that another try can succeed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Creates the page's host: one for all sandboxes, so that one spare isolate serves them all. */
export function createBrowserHost({ baseUrl }: BrowserHostOptions): BrowserHost {
  const loadCode = once(async () => (await load(`${baseUrl}sandbox/isolate.js`)).text());
  const loadRefusals = once(async () => parseWire(await (await load(`${baseUrl}sandbox/refusals.json`)).json()));
  const readyMade = new Map<string, () => Promise<ReadyMade | undefined>>();
  const spawnFresh = (): Promise<IsolateHandle> => spawnInFrame({ frameUrl: `${baseUrl}sandbox/frame.html`, loadCode });
  let spare: Promise<IsolateHandle> | undefined;

  function prepare(): void {
    // A spare that did not start is no error yet: the run that needs one tries again, and says so.
    spare ??= spawnFresh().catch((error: unknown) => {
      spare = undefined;
      throw error;
    });
    spare.catch(() => undefined);
    loadRefusals().catch(() => undefined);
  }

  /** What the build compiled, else what the compiler makes of it now. It is loaded only if it is needed. */
  async function compile({ files, readyMadeUrl: url }: Pick<RunRequest, 'files' | 'readyMadeUrl'>): Promise<Compiled> {
    if (url !== undefined && !readyMade.has(url)) {
      readyMade.set(
        url,
        once(async () => parseReadyMade(await (await load(url)).json())),
      );
    }
    // Without it the compiler does the same work; if that can't be loaded either, the run says so.
    const made =
      url === undefined
        ? undefined
        : await readyMade
            .get(url)?.()
            .catch(() => undefined);
    const compiled = made && readyMadeOf(files, made);
    if (compiled !== undefined) return { kind: 'compiled', files: compiled };
    const { compileFiles } = await import('./compile.ts');
    return compileFiles(files);
  }

  function spawn(): Promise<IsolateHandle> {
    const taken = spare?.catch(spawnFresh) ?? spawnFresh();
    spare = undefined;
    return taken;
  }

  /** Isolates may share a process, which a run that was cut off may have taken down. */
  function renewSpare({ events }: Trace): void {
    const end = events.at(-1);
    const isWhole = end?.kind === 'end' && (end.outcome === 'succeeded' || end.outcome === 'failed');
    if (!isWhole || end.reason === 'broken-protocol') {
      spare?.then((isolate) => isolate.dispose()).catch(() => undefined);
      spare = undefined;
    }
    prepare();
  }

  return {
    run(request) {
      // A first run has no spare yet: let an isolate start while the rest loads.
      prepare();
      const run = startRun(request, {
        spawn,
        compile,
        openEndpoint: async (asked) => openEndpoint(asked, await loadRefusals()),
      });
      void run.result.then(renewSpare, () => undefined);
      return run;
    },
    prepare,
    compile,
  };
}
