/** Watches how long the page's own timers are held up: one beat serves all runs. */
export interface Heartbeat {
  /** Begins to watch; `end` resolves, some beats later, with the longest that a beat was late since. */
  begin(): { end(): Promise<number> };
}

const BEAT_MS = 10;
/** What a run leaves behind shows in the beats after its end. */
const BEATS_AFTER_THE_END = 3;

/** Starts the beat. */
export function createHeartbeat(): Heartbeat {
  const stalls: { longestMs: number }[] = [];
  const waiting: (() => void)[] = [];
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const lateMs = now - last - BEAT_MS;
    last = now;
    for (const stall of stalls) stall.longestMs = Math.max(stall.longestMs, lateMs);
    for (const resolve of waiting.splice(0)) resolve();
  }, BEAT_MS);
  const beat = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  return {
    begin() {
      const stall = { longestMs: 0 };
      stalls.push(stall);
      return {
        async end() {
          for (let beats = 0; beats < BEATS_AFTER_THE_END; beats += 1) await beat();
          stalls.splice(stalls.indexOf(stall), 1);
          return stall.longestMs;
        },
      };
    },
  };
}
