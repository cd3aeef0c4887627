import { isFunction } from './reflection.ts';

/** A signal of the reader's, read and watched past whatever properties it was given. */
export interface WatchedSignal {
  isAborted(): boolean;
  reason(): unknown;
  watch(listener: () => void): void;
  unwatch(listener: () => void): void;
}

type ListenerMethod = 'addEventListener' | 'removeEventListener';

const getAborted = Reflect.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get;
const getReason = Reflect.getOwnPropertyDescriptor(AbortSignal.prototype, 'reason')?.get;

function read(getter: (() => unknown) | undefined, signal: unknown): unknown {
  return getter === undefined ? undefined : Reflect.apply(getter, signal, []);
}

/** Whether it is a genuine signal; what only looks like one could break the run's own course. */
export function isSignal(value: unknown): value is AbortSignal {
  try {
    return typeof read(getAborted, value) === 'boolean';
  } catch {
    // The getter refuses all but its own kind.
    return false;
  }
}

/** Holds on to a genuine signal. */
export function watchSignal(signal: AbortSignal): WatchedSignal {
  function call(name: ListenerMethod, listener: () => void): void {
    const method: unknown = Reflect.get(EventTarget.prototype, name);
    if (isFunction(method)) Reflect.apply(method, signal, ['abort', listener]);
  }
  return {
    isAborted: () => read(getAborted, signal) === true,
    reason: () => read(getReason, signal),
    watch: (listener) => call('addEventListener', listener),
    unwatch: (listener) => call('removeEventListener', listener),
  };
}
