import { once } from '../host/once.ts';
import { supplies } from './page-supplies.ts';

/** Brings what runs the code of a page's sandboxes, once for all of them. */
export const loadRunner = once(() => import('./runner.ts'));

/**
 * Fetches what a run needs beside the rest of a sandbox rather than after it, with what the build compiled of a snippet
 * if `readyMadeUrl` is given. The run itself tells if something could not be had.
 */
export function fetchRunner(readyMadeUrl?: string): void {
  supplies.prepare(readyMadeUrl);
  loadRunner().catch(() => undefined);
}
