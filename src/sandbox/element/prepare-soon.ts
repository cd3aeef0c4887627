import { loadRunner } from './load-runner.ts';
import type { SandboxModel } from './model.ts';

/** How long the reader must have paused before the files are compiled ahead of a run. */
const PAUSE_MS = 200;

/** Creates what makes ready for a run while the reader edits, so that Run finds everything done. */
export function createPreparation(model: SandboxModel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const prepare = async (): Promise<void> => {
    const { prepareRun } = await loadRunner();
    prepareRun(model.files());
  };
  return () => {
    clearTimeout(timer);
    // What could not be loaded ahead the run will load, and say so if it can't.
    timer = setTimeout(() => void prepare().catch(() => undefined), PAUSE_MS);
  };
}
