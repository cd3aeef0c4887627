/** Real time, for a clock that nobody moves by hand. */
export interface RealTime {
  /** Since whenever, but never backwards, in ms. */
  monotonicMs(): number;
  /** In epoch milliseconds. */
  epochMs(): number;
  /** Calls once, so many ms from now; gives back how to forget it. */
  wake(afterMs: number, run: () => void): () => void;
}

/** Beyond this a timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time of this machine. */
export const realTime: RealTime = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
  wake(afterMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(afterMs, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
