import { AsyncResource } from 'node:async_hooks';
import { isFunction } from '../sandbox/isolate/reflection.ts';
import type { Clock, Scheduled } from '../sandbox/isolate/clock.ts';
import { timerDelayMs } from '../sandbox/isolate/timers.ts';

/** A timer as Node gives it out: an object that can be let go of, and that can begin anew. */
export interface HeldTimer {
  ref(): HeldTimer;
  unref(): HeldTimer;
  hasRef(): boolean;
  refresh(): HeldTimer;
  close(): HeldTimer;
  [Symbol.toPrimitive](): number;
  [Symbol.dispose](): void;
}

export interface NodeTimers {
  readonly setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) => HeldTimer;
  readonly setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) => HeldTimer;
  readonly clearTimeout: (timer?: unknown) => void;
  readonly clearInterval: (timer?: unknown) => void;
}

/** Node's timers on the virtual clock. What a callback throws goes to `onThrow`. */
export function createNodeTimers(clock: Clock, onThrow: (error: unknown) => void): NodeTimers {
  const closers = new Map<unknown, () => void>();
  let lastId = 0;

  function start(callback: unknown, delay: unknown, args: unknown[], repeats: boolean): HeldTimer {
    if (!isFunction(callback)) throw new TypeError('A timer needs a function as its first argument.');
    const id = ++lastId;
    const delayMs = timerDelayMs(delay);
    let due = { atMs: 0, rank: 0 };
    let planned: Scheduled | undefined;
    let isClosed = false;
    let keepsAlive = true;

    function plan(): void {
      planned?.cancel();
      planned = clock.schedule(due.atMs, due.rank, fire, keepsAlive);
    }
    function arm(): void {
      due = { atMs: clock.now() + delayMs, rank: clock.takeRank() };
      plan();
    }
    function fire(): void {
      planned = undefined;
      if (repeats) arm();
      try {
        run();
      } catch (error) {
        onThrow(error);
      }
    }
    function close(): void {
      isClosed = true;
      planned?.cancel();
      planned = undefined;
      closers.delete(id);
      closers.delete(timer);
    }
    function hold(holds: boolean): HeldTimer {
      keepsAlive = holds;
      if (planned !== undefined) plan();
      return timer;
    }
    const timer: HeldTimer = {
      ref: () => hold(true),
      unref: () => hold(false),
      hasRef: () => keepsAlive,
      refresh() {
        if (!isClosed) arm();
        return timer;
      },
      close() {
        close();
        return timer;
      },
      [Symbol.toPrimitive]: () => id,
      [Symbol.dispose]: close,
    };
    // As with Node's own, what was stored for an async context is there again in the callback.
    const run = AsyncResource.bind(() => void Reflect.apply(callback, timer, args));
    closers.set(id, close).set(timer, close);
    arm();
    return timer;
  }

  function clear(timer?: unknown): void {
    closers.get(typeof timer === 'string' ? Number(timer) : timer)?.();
  }

  return {
    setTimeout: (callback, delay, ...args) => start(callback, delay, args, false),
    setInterval: (callback, delay, ...args) => start(callback, delay, args, true),
    clearTimeout: clear,
    clearInterval: clear,
  };
}
