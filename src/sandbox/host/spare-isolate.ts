import type { IsolateHandle, SpawnIsolate } from './isolate-handle.ts';

/** An isolate that stands ready, so that the next run starts at once. */
export interface SpareIsolate {
  /** Makes one, unless there is one. */
  prepare(): void;
  /** Hands it over, or a fresh one if there is none or it did not start. */
  take(): Promise<IsolateHandle>;
  /** Gives it up, if there is one. */
  drop(): void;
}

/** Keeps one spare isolate. */
export function createSpareIsolate(spawn: SpawnIsolate): SpareIsolate {
  let spare: Promise<IsolateHandle> | undefined;
  return {
    prepare() {
      spare ??= spawn().catch((error: unknown) => {
        spare = undefined;
        throw error;
      });
      // A spare that did not start is no error yet: the run that needs one tries again, and says so.
      spare.catch(() => undefined);
    },
    take() {
      const taken = spare?.catch(spawn) ?? spawn();
      spare = undefined;
      return taken;
    },
    drop() {
      spare?.then((isolate) => isolate.dispose()).catch(() => undefined);
      spare = undefined;
    },
  };
}
