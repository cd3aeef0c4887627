import type { NodeTimers } from './node-timers.ts';

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** What `node:timers/promises` has that waits. */
export interface TimerPromises {
  readonly setTimeout: <T>(delay?: number, value?: T, options?: WaitOptions) => Promise<T | undefined>;
  readonly setInterval: <T>(delay?: number, value?: T, options?: WaitOptions) => AsyncGenerator<T | undefined>;
}

function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

/** The promises of Node's timers, over timers on the virtual clock. */
export function createTimerPromises(timers: NodeTimers): TimerPromises {
  function wait<T>(delay?: number, value?: T, { signal, ref = true }: WaitOptions = {}): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortError(signal));
        return;
      }
      const abort = (): void => {
        timer.close();
        if (signal !== undefined) reject(abortError(signal));
      };
      const timer = timers.setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      }, delay);
      if (!ref) timer.unref();
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
  return {
    setTimeout: wait,
    async *setInterval(delay, value, options) {
      for (;;) yield await wait(delay, value, options);
    },
  };
}
