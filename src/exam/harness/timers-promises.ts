/** What stands in the isolate for `node:timers/promises`. */
import { createTimerPromises } from './create-timer-promises.ts';
import { startTimer } from './start-timer.ts';

const promises = createTimerPromises({
  setTimeout: (callback, delay) => startTimer('once', callback, delay),
  setInterval: (callback, delay) => startTimer('again and again', callback, delay),
});

export const { setTimeout, setInterval } = promises;

/** The isolate has nothing sooner than its shortest timer. */
export const setImmediate = <T>(value?: T, options?: { readonly signal?: AbortSignal }): Promise<T | undefined> =>
  setTimeout(0, value, options);

export const scheduler = {
  wait: (delay: number, options?: { readonly signal?: AbortSignal }): Promise<undefined> =>
    setTimeout(delay, undefined, options),
  yield: (): Promise<undefined> => setImmediate(undefined),
};

const all = { setTimeout, setInterval, setImmediate, scheduler };
export { all as default };
