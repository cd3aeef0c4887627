import { once } from '../host/once.ts';

/** Brings what runs the code of a page's sandboxes, once for all of them. */
export const loadRunner = once(() => import('./runner.ts'));

/**
 * Fetches what a run needs beside the rest of a sandbox rather than after it, with what the build compiled of a snippet
 * if `readyMadeUrl` is given. The run itself tells if something could not be had.
 */
export function fetchRunner(readyMadeUrl?: string): void {
  // The lesser code first: what it fetches is then under way while the rest is read.
  import('./page-supplies.ts').then(
    ({ supplies }) => supplies.prepare(readyMadeUrl),
    () => undefined,
  );
  loadRunner().catch(() => undefined);
}
