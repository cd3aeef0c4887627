import { createBrowserHost } from '../host/browser.ts';
import type { Run, RunRequest } from '../host/run.ts';
import { pagePanel } from './page-panel.ts';
import { supplies } from './page-supplies.ts';

const host = createBrowserHost(supplies, () => pagePanel.openDelivery());
let stopPresent: () => void = () => undefined;

/** Starts a run for a sandbox, and stops what another sandbox of the page was running or playing. */
export function startOnPage(request: RunRequest, stop: () => void): Run {
  takeFloor(stop);
  return host.run(request);
}

/** One sandbox a page moves at a time: the one before is told to stop. */
export function takeFloor(stop: () => void): void {
  if (stopPresent !== stop) stopPresent();
  stopPresent = stop;
}

/** Makes ready for the next run: a spare isolate, and the files compiled. What is wrong with them the run will say. */
export function prepareRun(files: Readonly<Record<string, string>>): void {
  supplies.prepare();
  host.compile({ files }).catch(() => undefined);
}
