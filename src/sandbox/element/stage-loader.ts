import { part } from './part.ts';
import type { Stage, StageOptions } from './stage.ts';

/** Loads the stage of a sandbox when it is first needed. */
export type StageLoader = () => Promise<Stage>;

/** Creates the loader. The playback's controls work from the first press on: what they were asked waits for the stage. */
export function createStageLoader(root: HTMLElement, options: StageOptions): StageLoader {
  let stage: Promise<Stage> | undefined;
  let isThere = false;

  const load = async (): Promise<Stage> => {
    try {
      const { createStage } = await import('./stage.ts');
      const made = createStage(root, options);
      isThere = true;
      return made;
    } catch (error) {
      // Another try may find the connection back.
      stage = undefined;
      throw error;
    }
  };
  const open = (): Promise<Stage> => (stage ??= load());

  const bar = part(root, '.playback', HTMLElement);
  for (const kind of ['click', 'input'] as const) {
    bar.addEventListener(kind, ({ target }) => {
      if (isThere || !(target instanceof HTMLButtonElement || target instanceof HTMLInputElement)) return;
      open().then(() => target.dispatchEvent(new Event(kind, { bubbles: true })), options.onTrouble);
    });
  }
  return open;
}
