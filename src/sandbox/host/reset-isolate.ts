import type { IsolateHandle } from './isolate-handle.ts';
import { within } from './within.ts';

/** How long an isolate may take to look after itself: it has nothing else to do, and a new one costs no more than this. */
const RESET_MS = 100;
/** Signs of life that the last run was asked for may still be on their way; a run has one or two. */
const MOST_PONGS = 8;

/** `spent`: its world can't be put back to what it was. `unruly`: it said something else or nothing, so who knows what it does. */
export type ResetAnswer = 'ready' | 'spent' | 'unruly';

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, 'kind') : undefined;
}

/** Asks an isolate, whose run came to its end by itself, whether it can serve another as if it were new. */
export function resetIsolate(isolate: IsolateHandle, withinMs = RESET_MS): Promise<ResetAnswer> {
  let pongs = 0;
  let forgetCrash = (): void => undefined;
  const answer = new Promise<ResetAnswer>((resolve) => {
    isolate.listen((message) => {
      const kind = kindOf(message);
      if (kind === 'pong' && ++pongs <= MOST_PONGS) return;
      resolve(kind === 'ready' || kind === 'spent' ? kind : 'unruly');
    });
    forgetCrash = isolate.onCrash(() => resolve('unruly'));
    isolate.post({ kind: 'reset' });
  });
  return within(answer, withinMs, () => new Error('The isolate did not answer.'))
    .catch((): ResetAnswer => 'unruly')
    .finally(() => forgetCrash());
}
