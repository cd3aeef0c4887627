/** What the promises need of a timer. */
interface Timer {
  close(): unknown;
  unref(): unknown;
}

type StartTimer = (callback: () => void, delay?: number) => Timer;

/** Timers in the form in which Node gives them out, on whatever clock. */
export interface TimersToWaitBy {
  readonly setTimeout: StartTimer;
  readonly setInterval: StartTimer;
}

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
export function createTimerPromises(timers: TimersToWaitBy): TimerPromises {
  return {
    setTimeout: (delay, value, { signal, ref = true } = {}) =>
      new Promise((resolve, reject) => {
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
      }),

    async *setInterval(delay, value, { signal, ref = true } = {}) {
      const throwIfAborted = (): void => {
        if (signal?.aborted === true) throw abortError(signal);
      };
      throwIfAborted();
      // It ticks on while its reader is busy, and hands over late what was not taken.
      let ticks = 0;
      let wake = (): void => undefined;
      const timer = timers.setInterval(() => {
        ticks += 1;
        wake();
      }, delay);
      if (!ref) timer.unref();
      const abort = (): void => {
        timer.close();
        wake();
      };
      signal?.addEventListener('abort', abort, { once: true });
      try {
        for (;;) {
          throwIfAborted();
          if (ticks === 0) await new Promise<void>((resolve) => (wake = resolve));
          throwIfAborted();
          ticks -= 1;
          yield value;
        }
      } finally {
        timer.close();
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}
