import type { IsolateHandle } from './isolate-handle.ts';
import { within } from './within.ts';

/** How long an isolate may take to look after itself. It has nothing else to do then. */
const RESET_MS = 2_000;
/** Signs of life that the last run was asked for may still be on their way; a run has one or two. */
const MOST_PONGS = 8;

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, 'kind') : undefined;
}

/**
 * Asks an isolate, whose run came to its end by itself, to serve another as if it were new. Resolves with whether it
 * will; whatever is not a plain yes in time is a no.
 */
export function resetIsolate(isolate: IsolateHandle): Promise<boolean> {
  let pongs = 0;
  const answer = new Promise<boolean>((resolve) => {
    isolate.listen((message) => {
      const kind = kindOf(message);
      if (kind !== 'pong' || ++pongs > MOST_PONGS) resolve(kind === 'ready');
    });
    isolate.onCrash(() => resolve(false));
    isolate.post({ kind: 'reset' });
  });
  return within(answer, RESET_MS, () => new Error('The isolate did not answer.')).catch(() => false);
}
