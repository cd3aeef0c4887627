/** The host in the page. Loaded on the first run or edit, never before. */
import { openEndpoint } from './open-endpoint.ts';
import { parseWire } from '../endpoint/wire-refusal.ts';
import type { Compiled } from './compile.ts';
import type { Delivery } from './network-delivery.ts';
import { once } from './once.ts';
import { parseReadyMade, readyMadeOf } from './ready-made.ts';
import type { Trace } from '../trace/events.ts';
import type { Run, RunRequest } from './run.ts';
import { startRun } from './start-run.ts';
import type { Supplies } from './supplies.ts';

/** A way for a run's requests that the browser's Network panel shows, if the reader wants that. Never rejects. */
type OpenDelivery = () => Promise<Delivery | undefined>;

/** Runs snippets in the page. */
export interface BrowserHost {
  run(request: RunRequest): Run;
  /** Compiles ahead of a run; the result is kept. */
  compile(request: Pick<RunRequest, 'files' | 'readyMadeUrl'>): Promise<Compiled>;
}

/** How long after a run the next isolate is made: its picture comes first. */
const RENEW_AFTER_MS = 50;

/** Creates the page's host: one for all sandboxes, so that one spare isolate serves them all. */
export function createBrowserHost(supplies: Supplies, openDelivery: OpenDelivery): BrowserHost {
  const { isolates } = supplies;
  const loadRefusals = once(async () => parseWire(await supplies.refusals()));

  /** What the build compiled, else what the compiler makes of it now. It is loaded only if it is needed. */
  async function compile({ files, readyMadeUrl: url }: Pick<RunRequest, 'files' | 'readyMadeUrl'>): Promise<Compiled> {
    // Without it the compiler does the same work; if that can't be loaded either, the run says so.
    const found = url === undefined ? undefined : await supplies.readyMade(url).catch(() => undefined);
    const made = parseReadyMade(found);
    const compiled = made && readyMadeOf(files, made);
    if (compiled !== undefined) return { kind: 'compiled', files: compiled };
    const { compileFiles } = await import('./compile.ts');
    return compileFiles(files);
  }

  /** Isolates may share a process, which a run that was cut off may have taken down. */
  function renewSpare({ events }: Trace): void {
    const end = events.at(-1);
    const isWhole = end?.kind === 'end' && (end.outcome === 'succeeded' || end.outcome === 'failed');
    if (!isWhole || end.reason === 'broken-protocol') isolates.drop();
    setTimeout(() => isolates.prepare(), RENEW_AFTER_MS);
  }

  return {
    run(request) {
      // A first run has no spare yet: let an isolate start while the rest loads.
      supplies.prepare();
      const delivering = openDelivery();
      const run = startRun(request, {
        spawn: () => isolates.take(),
        compile,
        async openEndpoint(asked) {
          const [refusals, delivery] = await Promise.all([loadRefusals(), delivering]);
          return openEndpoint(asked, refusals, delivery?.transport);
        },
      });
      const closeDelivery = (): void => void delivering.then((delivery) => delivery?.close());
      void run.result.then(renewSpare, () => undefined).then(closeDelivery);
      return run;
    },
    compile,
  };
}
