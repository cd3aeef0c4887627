import type { Clock, Scheduled } from './clock.ts';

/** The longest delay that a timer can hold; browsers and Node fire anything above it at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export interface Timers {
  setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): number;
  setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): number;
  clearTimeout(id?: unknown): void;
  clearInterval(id?: unknown): void;
}

/** The delay as engines take it: whole ms, at least 1, and 1 for what does not fit. */
export function timerDelayMs(delay: unknown): number {
  const number = Math.trunc(Number(delay));
  return number >= 1 && number <= LONGEST_DELAY_MS ? number : 1;
}

function isCallable(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

/** Timers on the virtual clock. What a callback throws goes to `onThrow`. */
export function createTimers(clock: Clock, onThrow: (error: unknown) => void): Timers {
  const active = new Map<number, Scheduled>();
  let lastId = 0;
  clock.onReset(() => {
    active.clear();
    lastId = 0;
  });

  function start(name: string, callback: unknown, delay: unknown, args: unknown[], repeats: boolean): number {
    if (!isCallable(callback)) throw new TypeError(`${name} needs a function as its first argument.`);
    const delayMs = timerDelayMs(delay);
    const id = ++lastId;
    const fire = (): void => {
      if (repeats) arm();
      else active.delete(id);
      try {
        callback(...args);
      } catch (error) {
        onThrow(error);
      }
    };
    const arm = (): void => {
      active.set(id, clock.schedule(clock.now() + delayMs, clock.takeRank(), fire));
    };
    arm();
    return id;
  }

  function clear(id?: unknown): void {
    const key = Number(id);
    active.get(key)?.cancel();
    active.delete(key);
  }

  return {
    setTimeout: (callback, delay, ...args) => start('setTimeout', callback, delay, args, false),
    setInterval: (callback, delay, ...args) => start('setInterval', callback, delay, args, true),
    clearTimeout: clear,
    clearInterval: clear,
  };
}
