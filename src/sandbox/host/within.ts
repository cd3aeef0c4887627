/** Calls `run` after so many ms, and hands back how to call it off. */
export type StartTimer = (run: () => void, delayMs: number) => () => void;

const startTimer: StartTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/** What `work` comes to, or a rejection with the error that `late` makes if it has not settled within `limitMs`. */
export async function within<T>(
  work: Promise<T>,
  limitMs: number,
  late: () => Error,
  start: StartTimer = startTimer,
): Promise<T> {
  let cancel = (): void => undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    cancel = start(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    cancel();
  }
}
