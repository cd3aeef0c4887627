/** What stands in the isolate for `node:timers`. */
import { startTimer, type NodeTimer } from './start-timer.ts';
import promises from './timers-promises.ts';

type Callback = (...args: unknown[]) => void;

export const setTimeout = (callback: Callback, delay?: number, ...args: unknown[]): NodeTimer =>
  startTimer('once', callback, delay, args);

export const setInterval = (callback: Callback, delay?: number, ...args: unknown[]): NodeTimer =>
  startTimer('again and again', callback, delay, args);

/** The isolate has nothing sooner than its shortest timer. */
export const setImmediate = (callback: Callback, ...args: unknown[]): NodeTimer =>
  startTimer('once', callback, 0, args);

/** Clears a timer, or the number of one that a global function gave out; of anything else nothing, as Node does. */
export function clearTimeout(timer?: Partial<NodeTimer> | number | null): void {
  if (typeof timer === 'object') timer?.close?.();
  else globalThis.clearTimeout(timer);
}
export { clearTimeout as clearInterval, clearTimeout as clearImmediate, promises };

const all = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval: clearTimeout,
  clearImmediate: clearTimeout,
  promises,
};
export { all as default };
