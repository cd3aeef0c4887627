/** A timer as Node gives it out. */
export interface NodeTimer {
  /** As all that runs beside it, it holds the run open: the isolate knows no timer that does not. */
  ref(): NodeTimer;
  unref(): NodeTimer;
  hasRef(): boolean;
  refresh(): NodeTimer;
  close(): NodeTimer;
  /** Its number, by which the global functions clear it as well. */
  [Symbol.toPrimitive](): number;
}

type Callback = (...args: unknown[]) => void;

const { setTimeout, setInterval, clearTimeout } = globalThis;
/** Starts a timer on the clock of the isolate. */
export function startTimer(
  fires: 'once' | 'again and again',
  callback: Callback,
  delay: number | undefined,
  args: readonly unknown[] = [],
): NodeTimer {
  const start = (): number =>
    Number(fires === 'once' ? setTimeout(callback, delay, ...args) : setInterval(callback, delay, ...args));
  let id = start();
  let isClosed = false;
  let holds = true;
  const timer: NodeTimer = {
    ref() {
      holds = true;
      return timer;
    },
    unref() {
      holds = false;
      return timer;
    },
    hasRef: () => holds,
    refresh() {
      if (isClosed) return timer;
      clearTimeout(id);
      id = start();
      return timer;
    },
    close() {
      isClosed = true;
      clearTimeout(id);
      return timer;
    },
    [Symbol.toPrimitive]: () => id,
  };
  return timer;
}
